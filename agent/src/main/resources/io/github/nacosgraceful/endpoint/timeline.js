// A drain on a scale: each step has a row, and its bar reaches from the step before to it.
import { ago, duration, element, paragraph } from './elements.js';

/** By when they began, as whoever looks has left them; the newest is open else. */
const opened = new Map();

export function drains(list) {
  if (list.length === 0) {
    return [paragraph('faint', 'Nothing was taken offline or brought online so far.')];
  }
  const newestFirst = [...list].sort((one, other) => other.begunAt.localeCompare(one.begunAt));
  return newestFirst.map((drain, at) => entry(drain, at === 0));
}

function entry(drain, newest) {
  const look = drain.ok ? '' : 'bad';
  const summary = element('summary', look, element('strong', '', drain.title), ' ', ago(drain.begunAt), drain.ok ? '' : ': not as it should be');
  const made = element('details', 'card', summary, ...steps(drain.timeline), paragraph(look || 'faint', drain.summary));
  made.open = opened.get(drain.begunAt) ?? newest;
  summary.addEventListener('click', () => opened.set(drain.begunAt, !made.open));
  return made;
}

function steps(timeline) {
  if (timeline.length === 0) {
    return [];
  }
  const inOrder = [...timeline].sort((one, other) => one.atMillis - other.atMillis);
  const end = Math.max(1, inOrder[inOrder.length - 1].atMillis);
  const rows = inOrder.map((step, at) => row(step, at === 0 ? 0 : inOrder[at - 1].atMillis, end));
  const scale = element('li', 'scale', ...[0, end / 2, end].map((at) => element('span', '', at === 0 ? '0' : duration(at))));
  scale.setAttribute('aria-hidden', 'true');
  return [element('ol', 'steps', ...rows, scale)];
}

function row(step, from, end) {
  const bar = element('i', '');
  bar.style.left = `min(${(100 * from) / end}%, 100% - 4px)`;
  bar.style.width = `${(100 * (step.atMillis - from)) / end}%`;
  return element(
    'li',
    'step',
    element('span', 'what', step.what),
    element('span', 'bar', bar),
    element('span', 'at', step.atMillis === 0 ? '0' : duration(step.atMillis)),
  );
}
