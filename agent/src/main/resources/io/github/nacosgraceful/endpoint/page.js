// Asks for the status each second, and shows what has changed. What stands in a section is built in sections.js.
import { age, clock, text } from './elements.js';
import { sections, state } from './sections.js';

const EVERY_MILLIS = 1000;
/** A node that does not answer keeps the status waiting for two seconds. */
const PATIENCE_MILLIS = 5000;

const $ = (id) => document.getElementById(id);
const shown = new Map();
let last = null;
let lastAt = 0;
let answers = false;
let busy = null;

async function refresh() {
  if (!document.hidden) {
    try {
      const response = await fetch('/status', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MILLIS) });
      if (!response.ok) {
        throw new Error(`it answered ${response.status}`);
      }
      last = await response.json();
      lastAt = Date.now();
      answered();
    } catch (failure) {
      unanswered(failure);
    }
    ages();
  }
  setTimeout(refresh, EVERY_MILLIS);
}

function answered() {
  answers = true;
  $('unanswered').hidden = true;
  $('main').classList.remove('stale');
  const names = last.registrations.map((registration) => registration.service).join(', ');
  document.title = [last.state, names, 'nacos-graceful-agent'].filter(Boolean).join(' · ');
  text($('process'), `${last.version} in process ${last.pid} on Java ${last.java}, started ${clock(last.startedAt)}`);
  change('state', state(last), (now) => {
    $('state').className = now.look;
    $('state').replaceChildren(...now.nodes());
  });
  for (const [id, part, build] of sections(last)) {
    change(id, part, () => $(id).replaceChildren(...build(part)));
  }
  buttons();
}

/** A section is built anew only if something in it changed: what is opened or selected there stays so. */
function change(id, value, build) {
  const json = JSON.stringify(value);
  if (shown.get(id) !== json) {
    shown.set(id, json);
    build(value);
  }
}

function unanswered(failure) {
  answers = false;
  const why = failure.name === 'TimeoutError' ? 'no answer in time' : failure.message;
  const since = last === null ? '' : ` What follows is from ${clock(lastAt)}.`;
  text($('unanswered'), `The process does not answer: it has ended, or cannot be reached (${why}).${since}`);
  $('unanswered').hidden = false;
  $('main').classList.add('stale');
  document.title = 'does not answer · nacos-graceful-agent';
  buttons();
}

/** "3 s ago" goes on; by the clock of the process, which may not be that of the browser. */
function ages() {
  if (last !== null) {
    const now = Date.parse(last.now) + (Date.now() - lastAt);
    document.querySelectorAll('time[data-age]').forEach((time) => text(time, age(now - Date.parse(time.dateTime))));
  }
}

const OPERATIONS = {
  offline: {
    states: ['online', 'partly offline'],
    question: 'Take this process offline?',
    consequence: 'Its instances are deregistered from Nacos. It stays up, and serves who still calls.',
    doing: 'Taking offline …',
  },
  online: {
    states: ['offline', 'partly offline'],
    question: 'Bring this process online?',
    consequence: 'The same instances are registered with Nacos again, and callers come back.',
    doing: 'Bringing online …',
  },
};

function buttons() {
  let any = busy !== null || $('answer').textContent !== '';
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const sensible = answers && last !== null && operation.states.includes(last.state);
    $(name).hidden = !sensible;
    $(name).disabled = busy !== null;
    any ||= sensible;
  }
  $('operations').hidden = !any;
}

function ask(name) {
  text($('question'), OPERATIONS[name].question);
  text($('consequence'), OPERATIONS[name].consequence);
  text($('yes'), $(name).textContent);
  $('yes').onclick = () => {
    $('confirm').close();
    operate(name);
  };
  $('confirm').showModal();
}

async function operate(name) {
  busy = name;
  $('answer').className = '';
  text($('answer'), OPERATIONS[name].doing);
  buttons();
  try {
    const response = await fetch(`/${name}`, { method: 'POST' });
    if (!response.ok) {
      throw new Error(`it answered ${response.status}: ${await response.text()}`);
    }
    const answer = await response.json();
    $('answer').className = answer.ok ? 'good' : 'bad';
    text($('answer'), answer.summary);
  } catch (failure) {
    $('answer').className = 'bad';
    text($('answer'), `Not done: ${failure.message}`);
  }
  busy = null;
  buttons();
}

$('no').onclick = () => $('confirm').close();
Object.keys(OPERATIONS).forEach((name) => ($(name).onclick = () => ask(name)));
refresh();
