'use strict';

const results = JSON.parse(document.getElementById('results').textContent);
const FAILED = '#dc2626';
const INK = '#323f4b';
/* An instance and the one that takes its place: the same hue, light and dark. */
const LEAVING = ['#93b7e3', '#a8d5ba', '#c3b1e1', '#f3cf9b', '#b8c4ce'];
const COMING = ['#3b76bf', '#3f9e6b', '#7d5bbe', '#c98a2b', '#66788a'];
const EVENTS = ['STARTED', 'UP', 'SIGTERM', 'EXITED'];
/* Rows of labels above a chart; the last is for whatever goes wrong. */
const ROW = 17;

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
function isMishap(event) {
  return !EVENTS.includes(event.kind);
}

function mark(event) {
  const row = isMishap(event) ? EVENTS.length : EVENTS.indexOf(event.kind);
  const color = isMishap(event) ? FAILED : INK;
  return [
    {
      xAxis: event.at, y: 14 + ROW * row, lineStyle: {color},
      label: {color, formatter: event.text, position: 'start', align: 'left', verticalAlign: 'middle', distance: [0, 4], padding: [0, 0, 0, 4]},
    },
    {xAxis: event.at, yAxis: 0},
  ];
}

function bars(name, perSecond, color) {
  return {name, type: 'bar', stack: 'calls', color, barWidth: '94%', data: perSecond};
}

function series(run) {
  const instances = Object.entries(run.timeline.answered);
  const colors = instances.length / 2;
  const answered = instances.map(([name, perSecond], i) =>
    bars(name, perSecond, i < colors ? LEAVING[i] : COMING[i - colors]));
  const marks = {
    type: 'line', xAxisIndex: 1, data: [],
    markLine: {
      symbol: 'none', silent: true, animation: false,
      lineStyle: {color: INK, type: 'dashed', width: 1},
      label: {color: INK, fontSize: 11},
      data: run.events.map(mark),
    },
  };
  return [...answered, bars('failed', run.timeline.failed, FAILED), marks];
}

function tooltip(points) {
  const second = points[0].dataIndex;
  const counts = points.filter(point => point.value > 0)
    .map(point => point.marker + point.seriesName + ': ' + point.value);
  return ['second ' + second, ...counts].join('<br>');
}

function chart(run, seconds) {
  const section = element(document.getElementById('runs'), 'section');
  element(section, 'h2', 'Calls per second, ' + (run.title.startsWith('without') ? run.title + ' the agent' : run.title));
  const canvas = element(section, 'div', undefined, 'chart');
  const drawn = echarts.init(canvas, null, {renderer: 'svg'});
  drawn.setOption({
    animation: false,
    grid: {left: 56, right: 24, top: 88 + (run.events.some(isMishap) ? ROW : 0), bottom: 72},
    legend: {
      bottom: 4, itemWidth: 14, itemHeight: 10, icon: 'roundRect',
      data: [...Object.keys(run.timeline.answered), 'failed'],
    },
    tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: tooltip},
    // The bars stand on whole seconds, the marks between them: two axes of the same length.
    xAxis: [
      {type: 'category', show: false, data: [...Array(seconds).keys()]},
      {
        type: 'value', position: 'bottom', min: 0, max: seconds, splitLine: {show: false},
        name: 'seconds since the steady load began', nameLocation: 'middle', nameGap: 26,
        axisLine: {show: true}, axisTick: {show: true}, axisPointer: {show: false},
      },
    ],
    yAxis: {
      type: 'value', min: 0, max: 1.05 * results.rate, axisLabel: {showMaxLabel: false},
      splitLine: {lineStyle: {color: '#e4e7eb'}},
    },
    series: series(run),
  });
  window.addEventListener('resize', () => drawn.resize());
  Object.entries(run.shares).forEach(([name, shares]) => warmUp(section, name, shares));
  causes(section, run.causes);
}

function warmUp(section, name, shares) {
  element(section, 'h3', 'Share of ' + name + ' in each tenth of its warm-up, percent of all calls');
  const canvas = element(section, 'div', undefined, 'chart');
  const drawn = echarts.init(canvas, null, {renderer: 'svg'});
  drawn.setOption({
    animation: false,
    color: [COMING[0], INK],
    grid: {left: 56, right: 24, top: 24, bottom: 72},
    legend: {bottom: 4, icon: 'roundRect', itemWidth: 14, itemHeight: 10},
    tooltip: {trigger: 'axis', valueFormatter: value => value.toFixed(1) + ' %'},
    xAxis: {
      type: 'category', data: shares.map(share => share.begin.toFixed(0)),
      name: 'from this second on', nameLocation: 'middle', nameGap: 26,
    },
    yAxis: {type: 'value', min: 0, splitLine: {lineStyle: {color: '#e4e7eb'}}},
    series: [
      {name: 'got', type: 'bar', data: shares.map(share => share.got)},
      {name: 'asked for by the curve', type: 'line', symbolSize: 8, data: shares.map(share => share.asked)},
    ],
  });
  window.addEventListener('resize', () => drawn.resize());
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
