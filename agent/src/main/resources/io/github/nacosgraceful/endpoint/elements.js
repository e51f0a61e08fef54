// What the sections are made of. All that comes from the process gets in as text, never as HTML.

export function element(name, look, ...children) {
  const made = document.createElement(name);
  if (look) {
    made.className = look;
  }
  made.append(...children);
  return made;
}

/** Only a change is written: what is selected stays selected. */
export function text(node, value) {
  if (node.textContent !== value) {
    node.textContent = value;
  }
}

export function paragraph(look, ...children) {
  return element('p', look, ...children);
}

export function code(value) {
  return element('code', '', value);
}

export function list(items) {
  return element('ul', '', ...items.map((item) => element('li', '', ...[item].flat())));
}

/** The heads stand above the columns, and on a phone, where there are no columns, before each value. */
export function table(heads, rows) {
  const cell = (value, at) => {
    const made = element('td', '', ...[value].flat());
    made.dataset.head = at === 0 ? '' : heads[at];
    return made;
  };
  const th = (head) => {
    const made = element('th', '', head);
    made.scope = 'col';
    return made;
  };
  return element(
    'table',
    '',
    element('thead', '', element('tr', '', ...heads.map(th))),
    element('tbody', '', ...rows.map((row) => element('tr', '', ...row.map(cell)))),
  );
}

export function facts(pairs) {
  return element('dl', '', ...pairs.flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]));
}

/** Filled in, and kept right, by page.js. */
export function ago(instant) {
  const made = element('time', '');
  made.dateTime = instant;
  made.title = instant;
  made.dataset.age = '';
  return made;
}

export function age(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const [size, unit] = seconds < 120 ? [1, 's'] : seconds < 7200 ? [60, 'min'] : seconds < 172800 ? [3600, 'h'] : [86400, 'days'];
  return `${Math.floor(seconds / size)} ${unit} ago`;
}

export function clock(instant) {
  return new Date(instant).toLocaleString('sv-SE');
}

export function duration(millis) {
  return millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(millis < 10000 ? 2 : 1)} s`;
}

export function count(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}
