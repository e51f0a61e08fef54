'use strict';

const results = JSON.parse(document.getElementById('results').textContent);
const FAILED = '#dc2626';
const INSTANCES = ['#93b7e3', '#a8d5ba', '#3b76bf', '#3f9e6b', '#c3b1e1', '#7d5bbe', '#f3cf9b', '#c98a2b', '#b8c4ce', '#66788a'];
const EVENTS = ['STARTED', 'UP', 'SIGTERM', 'EXITED'];

function element(parent, tag, text, className) {
  const child = parent.appendChild(document.createElement(tag));
  if (text !== undefined) child.textContent = text;
  if (className) child.className = className;
  return child;
}

function figures(rows) {
  const table = document.getElementById('figures');
  const head = element(element(table, 'thead'), 'tr');
  rows[0].forEach(cell => element(head, 'th', cell));
  const body = element(table, 'tbody');
  for (const [name, ...cells] of rows.slice(1)) {
    const row = element(body, 'tr');
    element(row, 'th', name);
    for (const cell of cells) {
      element(row, 'td', cell, name === 'failed' ? (cell === '0' ? 'none' : 'some') : '');
    }
  }
}

/* Each kind of moment has a row of its own above the chart, so that labels do not overlap. */
function mark(event) {
  const kind = EVENTS.indexOf(event.kind);
  return [
    {
      xAxis: event.at, y: 14 + 17 * kind,
      label: {formatter: event.text, position: 'start', align: 'left', verticalAlign: 'middle', distance: [0, 4], padding: [0, 0, 0, 4]},
    },
    {xAxis: event.at, yAxis: 0},
  ];
}

function points(perSecond) {
  return perSecond.map((count, second) => [second + 0.5, count]);
}

function series(run) {
  const names = Object.keys(run.timeline.answered);
  const areas = names.map((name, i) => ({
    name, type: 'line', stack: 'answered', step: 'middle', symbol: 'none',
    color: INSTANCES[i % INSTANCES.length], lineStyle: {width: 0}, areaStyle: {opacity: 1},
    data: points(run.timeline.answered[name]),
  }));
  return [...areas, {
    name: 'failed', type: 'bar', color: FAILED, barWidth: '70%', z: 3,
    data: points(run.timeline.failed),
    markLine: {
      symbol: 'none', silent: true, animation: false,
      lineStyle: {color: '#52606d', type: 'dashed', width: 1},
      label: {color: '#323f4b', fontSize: 11},
      data: run.events.map(mark),
    },
  }];
}

function chart(run, seconds) {
  const section = element(document.getElementById('runs'), 'section');
  element(section, 'h2', 'Calls per second, ' + (run.title.startsWith('without') ? run.title + ' the agent' : run.title));
  const canvas = element(section, 'div', undefined, 'chart');
  const drawn = echarts.init(canvas, null, {renderer: 'svg'});
  drawn.setOption({
    animation: false,
    grid: {left: 56, right: 24, top: 88, bottom: 72},
    legend: {bottom: 4, itemWidth: 14, itemHeight: 10},
    tooltip: {trigger: 'axis', axisPointer: {type: 'line'}, order: 'seriesAsc'},
    xAxis: {
      type: 'value', min: 0, max: seconds, name: 'seconds since the steady load began',
      nameLocation: 'middle', nameGap: 26, splitLine: {show: false},
      axisLine: {show: true}, axisTick: {show: true},
    },
    yAxis: {type: 'value', min: 0, max: Math.ceil(results.rate * 1.1), name: '', splitLine: {lineStyle: {color: '#e4e7eb'}}},
    series: series(run),
  });
  window.addEventListener('resize', () => drawn.resize());
  causes(section, run.causes);
}

function causes(section, counts) {
  const entries = Object.entries(counts);
  if (!entries.length) return;
  element(section, 'h3', 'Why calls failed');
  const body = element(element(section, 'table', undefined, 'causes'), 'tbody');
  for (const [cause, count] of entries) {
    const row = element(body, 'tr');
    element(row, 'td', count.toLocaleString('en'));
    element(row, 'td', cause);
  }
}

function logs(runs) {
  const section = document.getElementById('logs');
  for (const run of runs) {
    for (const log of run.agentLogs) {
      section.hidden = false;
      element(section, 'h3', run.title + ', ' + log.process);
      element(section, 'pre', log.agentLines.join('\n'));
    }
  }
}

document.getElementById('scenario').textContent = results.scenario + ' · ' + results.date;
figures(results.table);
const longest = Math.max(...results.runs.map(run => run.timeline.seconds));
results.runs.forEach(run => chart(run, longest));
logs(results.runs);
