// What the page says about a status, section by section.
import { ago, code, count, duration, element, facts, list, paragraph, table } from './elements.js';
import { drains } from './timeline.js';

/** Each with the id of its place, what of the status it shows, and what builds it from that. */
export function sections(status) {
  return [
    ['registrations', status.registrations, registrations],
    ['drains', status.drains, drains],
    ['services', status.services, services],
    ['traffic', status.traffic, traffic],
    ['hooks', [status.hooks, status.problems], hooks],
    ['options', status.options, options],
    ['errors', status.suppressedErrors, errors],
  ];
}

const STATES = {
  'nothing registered': ['', 'Nothing is registered.', 'This process has not registered itself with Nacos. If it should have, see the hooks below.'],
  delayed: ['care', 'Not registered yet.', 'It registers when it is ready, as register.when and register.delay say.'],
  online: ['good', 'Online.', 'Nacos lists this process, and callers come here. It can be stopped at any time: it takes itself offline first.'],
  'going offline': ['care', 'Going offline.', 'It is deregistered, and serves those who still call. Wait until it is offline.'],
  offline: ['care', 'Offline.', 'It is deregistered, and still serves. Stop it now, or bring it online again.'],
  'partly offline': ['care', 'Partly offline.', 'Only some of its registrations are offline. Take the others offline as well, or bring all of them online.'],
};

/** Nacos lists and forgets within a second; a node that takes longer than this does not agree. */
const SETTLED_MILLIS = 5000;

/** The state as a sentence, what to do, and which nodes do not agree with it. */
export function state(status) {
  const [look, sentence, advice] = STATES[status.state] ?? ['care', `${status.state}.`, ''];
  const alarms = status.registrations
    .filter((registration) => settled(status, registration))
    .flatMap((registration) => registration.nodes.filter((node) => disagrees(registration, node)).map((node) => disagreement(registration, node)));
  return {
    look: alarms.length === 0 ? look : 'bad',
    words: [sentence, advice, ...alarms],
    nodes: () => [
      paragraph('', element('strong', look, sentence), ' ', advice),
      ...alarms.map((alarm) => paragraph('bad', alarm)),
    ],
  };
}

function settled(status, registration) {
  return status.state !== 'going offline' && Date.parse(status.now) - Date.parse(registration.since) > SETTLED_MILLIS;
}

function disagrees(registration, node) {
  return node.listed != null && node.listed !== (registration.state === 'online');
}

function disagreement(registration, node) {
  return node.listed
    ? `${node.address} still lists ${registration.service}, although it is offline.`
    : `${node.address} does not list ${registration.service}, although it is online.`;
}

function registrations(all) {
  if (all.length === 0) {
    return [paragraph('faint', 'None.')];
  }
  return all.map((registration) =>
    element(
      'div',
      'card',
      element('h3', '', registration.service),
      paragraph(
        '',
        element('strong', registration.state === 'online' ? 'good' : 'care', registration.state),
        ' since ',
        ago(registration.since),
        element('span', 'faint', ` · ${registration.group} · namespace ${registration.namespace}`),
      ),
      list(registration.instances.map(instance)),
      list(registration.nodes.map((node) => nodeLine(registration, node))),
    ),
  );
}

function instance({ ip, port, cluster, ephemeral }) {
  return [code(`${ip}:${port}`), cluster ? ` cluster ${cluster},` : '', ephemeral ? ' ephemeral' : ' persistent'];
}

function nodeLine(registration, node) {
  const says = node.listed == null ? 'not known' : node.listed ? 'lists it' : 'does not list it';
  const look = says === 'not known' || disagrees(registration, node) ? 'care' : 'good';
  return ['node ', code(node.address), ' ', element('strong', look, says), node.problem ? `: ${node.problem}` : ''];
}

function services(all) {
  if (all.length === 0) {
    return [paragraph('faint', 'Nothing in this process has asked Nacos for the instances of a service.')];
  }
  const rows = all.map((service) => [
    service.name,
    service.instances.length === 0 ? element('strong', 'bad', 'none') : list(service.instances.map((address) => listed(service, address))),
    `${service.epoch}`,
    service.changedAt ? ago(service.changedAt) : '',
  ]);
  return [table(['Service', 'Instances', 'Epoch', 'Changed'], rows)];
}

/** One that warms up says how many calls it gets of what a warm one gets. */
function listed(service, address) {
  const warming = (service.warming ?? []).find((one) => one.instance === address);
  return warming ? [code(address), ` warms up, at ${Math.round(100 * warming.share)} %`] : code(address);
}

function traffic(now) {
  const last = now.sinceLastRequestMillis;
  const gap = now.meanGapMillis;
  return [
    facts([
      ['In flight', `${now.inFlight}`],
      ['Without an end', now.open.length === 0 ? 'none' : now.open.join(', ')],
      ['Last request', last == null ? 'none so far' : `${duration(last)} ago`],
      ['Between two requests', gap == null ? 'not known' : `${duration(gap)} on average`],
      ['Requests so far', now.requests.toLocaleString('en')],
    ]),
  ];
}

/** A part may be armed in one class loader, and off in another. Those of absent libraries go without a row. */
function hooks([all, problems]) {
  const waiting = all.filter((hook) => hook.state === 'waiting').map((hook) => hook.part);
  const rows = all
    .filter((hook) => hook.state !== 'waiting')
    .map((hook) => [
      code(hook.part),
      element('strong', hook.state === 'armed' ? 'good' : 'care', hook.state),
      [hook.reason ?? '', ...woven(hook.classes)],
    ]);
  return [
    ...problems.map((problem) => paragraph('bad', problem)),
    ...(rows.length === 0 ? [] : [table(['Part', 'State', 'Why'], rows)]),
    ...(waiting.length === 0 ? [] : [paragraph('faint', `Waiting, as no class of theirs was loaded so far: ${waiting.join(', ')}.`)]),
  ];
}

function woven(classes) {
  return classes.length === 0
    ? []
    : [element('details', '', element('summary', '', count(classes.length, 'class', 'classes')), list(classes.map(code)))];
}

function options(all) {
  if (all.length === 0) {
    return [paragraph('faint', 'All have their defaults.')];
  }
  return [table(['Option', 'Value', 'Default', 'From'], all.map((option) => [code(option.name), code(option.value), option.default === '' ? 'none' : option.default, option.from]))];
}

function errors(suppressed) {
  return suppressed === 0
    ? [paragraph('faint', 'None.')]
    : [paragraph('bad', `${count(suppressed, 'error')} suppressed. The application did not see them: look for “suppressed an error” in its log, and report it.`)];
}
