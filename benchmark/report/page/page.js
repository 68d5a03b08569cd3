// The page of a report. All it shows stands in the `data` element; texts of agents and screens are only ever text here.
const data = JSON.parse(document.getElementById('data').textContent);
const { summary, attempts, pictures } = data;
const byId = (id) => document.getElementById(id);

/** `make('td.number', 'text' | child, ...)` */
function make(what, ...content) {
  const [tag, ...classes] = what.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  element.append(...content.filter((item) => item !== undefined));
  return element;
}

function draw(tag, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;
const number = (value) => Math.round(value).toLocaleString('en-US');
const points = (gain) => `${gain >= 0 ? '+' : '−'}${Math.abs(gain * 100).toFixed(1)} points`;
const chance = (p) => (p < 0.001 ? p.toExponential(1) : p.toFixed(3));
const seconds = (value) => `${value.toFixed(1)} s`;

function showHead() {
  const { run, attemptsMade, attemptsPlanned } = summary;
  byId('title').textContent = `${run.suite}: ${run.selection === 'all' ? 'all tasks' : run.selection}`;
  document.title = `Farhand ${run.suite} ${run.startedAt.slice(0, 10)}`;
  byId('about').textContent = [
    `${attemptsMade} of ${attemptsPlanned} attempts`,
    `${run.repeat} × each task and mode`,
    `seed ${run.seed}`,
    `brain ${run.brain}`,
    `hand ${run.hand}`,
    `privacy ${run.privacyLevel}`,
    `suite ${run.suiteVersion}`,
    `commit ${run.commit}`,
    run.machine,
    run.startedAt.slice(0, 16).replace('T', ' '),
  ].join(' · ');
}

function range({ passAt1, interval }) {
  const at = (share) => `${share * 100}%`;
  const span = make('i.span');
  span.style.left = at(interval.low);
  span.style.width = at(interval.high - interval.low);
  const dot = make('i.dot');
  dot.style.left = at(passAt1);
  return make('div.range', span, dot);
}

function showScores() {
  for (const arm of summary.arms) {
    const { interval, tasks, passed, attempts: made, passAt3, hardComposite: hard, environment, asked } = arm;
    const lines = [
      `95 % between ${percent(interval.low)} and ${percent(interval.high)} · ${tasks} tasks, ${passed} of ${made} attempts`,
      hard &&
        `Hard composite: ${percent(hard.passAt1)} [${percent(hard.interval.low)}, ${percent(hard.interval.high)}], ${hard.tasks} tasks`,
      passAt3 === undefined ? undefined : `pass@3: ${percent(passAt3)}`,
      asked > 0 ? `Asked the user without an answer: ${asked}` : undefined,
      environment > 0 ? `Failed for reasons outside, tried again: ${environment}` : undefined,
    ].filter((line) => line !== undefined);
    const share = make('div.share', percent(arm.passAt1));
    byId('scores').append(
      make('div.card', make('h3.name', arm.arm), share, range(arm), ...lines.map((line) => make('p.small', line))),
    );
  }
  for (const { arms, tasks, gain, betterFirst, betterSecond, p } of summary.pairs) {
    const [first, second] = arms;
    const text = `${second} against ${first}: ${points(gain)} on ${tasks} tasks; better in ${betterSecond}, worse in ${betterFirst}; p = ${chance(p)} (McNemar, exact, paired by task)`;
    byId('pairs').append(make('p.pair', text));
  }
}

const costs = [
  ['Median time', ({ seconds: value }) => seconds(value)],
  ['Median steps', ({ steps }) => number(steps)],
  ['Median brain calls', ({ brainCalls }) => number(brainCalls)],
  ['Median tokens in', ({ tokensIn }) => number(tokensIn)],
  ['Median tokens out', ({ tokensOut }) => number(tokensOut)],
  ['Median bytes up', ({ bytesUp }) => number(bytesUp)],
  ['Mean USD', ({ usd }) => usd.toFixed(5)],
];

function showCosts() {
  const table = byId('costs');
  table.append(make('tr', make('th'), ...summary.arms.map(({ arm }) => make('th.number', arm))));
  for (const [name, read] of costs) {
    table.append(make('tr', make('td', name), ...summary.arms.map((arm) => make('td.number', read(arm)))));
  }
}

function showLabels() {
  const counts = new Map();
  for (const [index, { labels }] of summary.arms.entries()) {
    for (const { label, attempts: count } of labels) {
      const row = counts.get(label) ?? summary.arms.map(() => 0);
      row[index] = count;
      counts.set(label, row);
    }
  }
  const most = Math.max(1, ...[...counts.values()].flat());
  const total = (row) => row.reduce((sum, count) => sum + count, 0);
  for (const [label, row] of [...counts].sort((a, b) => total(b[1]) - total(a[1]))) {
    const bars = row.map((count, index) => {
      const bar = make(`i.${['first', 'second', 'third'][index]}`);
      bar.style.width = `${(count / most) * 100}%`;
      bar.title = `${summary.arms[index].arm}: ${count}`;
      return bar;
    });
    byId('labels').append(
      make('div.bar', make('span', label), make('div', ...bars), make('span.soft', row.join(' / '))),
    );
  }
  if (counts.size === 0) byId('labels').append(make('p.soft', 'No attempt failed.'));
  else byId('labels').append(make('p.soft', `Attempts by mode: ${summary.arms.map(({ arm }) => arm).join(' / ')}`));
}

function showFacets() {
  const table = byId('facets').querySelector('table');
  table.append(
    make('tr', make('th'), make('th.number', 'tasks'), ...summary.arms.map(({ arm }) => make('th.number', arm))),
  );
  const [first] = summary.arms;
  for (const [facet, values] of Object.entries(first?.facets ?? {})) {
    for (const value of Object.keys(values).sort()) {
      const cells = summary.arms.map(({ facets }) => {
        const score = facets[facet]?.[value];
        const text = score
          ? `${percent(score.passAt1)} [${percent(score.interval.low)}, ${percent(score.interval.high)}]`
          : '';
        return make('td.number', text);
      });
      table.append(
        make('tr', make('td', `${facet}: ${value}`), make('td.number', String(values[value].tasks)), ...cells),
      );
    }
  }
}

const filters = [
  ['mode', ({ arm }) => [arm]],
  ['outcome', ({ pass }) => [pass ? 'pass' : 'fail']],
  ['label', ({ labels }) => labels],
  ['scene', ({ facets }) => [facets.scene]],
  ['complexity', ({ facets }) => [facets.complexity]],
  ['difficulty', ({ facets }) => [facets.difficulty]],
  ['language', ({ language }) => [language]],
];
const chosen = {};

function showFilters() {
  const form = byId('filters');
  const search = make('input');
  search.type = 'search';
  search.placeholder = 'Search tasks and answers';
  search.setAttribute('aria-label', 'Search tasks and answers');
  search.addEventListener('input', () => {
    chosen.search = search.value.toLowerCase();
    showRows();
  });
  form.append(search);
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const [name, read] of filters) {
    const values = [...new Set(attempts.flatMap(read))].filter((value) => value !== undefined).sort();
    if (values.length < 2) continue;
    const select = make(
      'select',
      ...['', ...values].map((value) => new Option(value === '' ? `any ${name}` : value, value)),
    );
    select.setAttribute('aria-label', name);
    select.addEventListener('change', () => {
      chosen[name] = select.value;
      showRows();
    });
    form.append(select);
  }
}

function fits(attempt) {
  const { taskId, instruction, report, id } = attempt;
  if (chosen.search && !`${id} ${taskId} ${instruction} ${report}`.toLowerCase().includes(chosen.search)) return false;
  return filters.every(([name, read]) => !chosen[name] || read(attempt).includes(chosen[name]));
}

function showRows() {
  const shown = attempts.filter(fits);
  byId('count').textContent = `${shown.length} of ${attempts.length}; open one to see what happened`;
  const body = document.querySelector('#attempts tbody');
  body.replaceChildren(
    ...shown.map((attempt) => {
      const { taskId, number: round, arm, pass, labels, steps, seconds: took, instruction } = attempt;
      const open = make('button', summary.run.repeat > 1 ? `${taskId} #${round}` : taskId);
      const row = make(
        'tr',
        make('td', open),
        make('td.mode', arm),
        make('td', make(`span.outcome.${pass ? 'pass' : 'fail'}`, pass ? 'pass' : 'fail')),
        make('td', labels.join(', ')),
        make('td.number', `${steps} steps`),
        make('td.number', seconds(took)),
        make('td.words', instruction),
      );
      row.addEventListener('click', () => {
        location.hash = encodeURIComponent(attempt.id);
      });
      return row;
    }),
  );
}

function showHeadings() {
  const names = ['task', 'mode', 'outcome', 'why it failed', 'steps', 'time', 'asked for'];
  const heads = names.map((name) => make(name === 'steps' || name === 'time' ? 'th.number' : 'th', name));
  document.querySelector('#attempts thead').append(make('tr', ...heads));
}

function showNotes() {
  for (const note of data.notes) byId('notes').append(make('p', note));
}

// ---- one attempt

function openReplay() {
  const dialog = byId('replay');
  const attempt = attempts.find(({ id }) => id === decodeURIComponent(location.hash.slice(1)));
  if (!attempt) return dialog.open && dialog.close();
  const { instruction, pass, arm, report, asked, plan, verdict, ledger, labels, stopReason, errorCode } = attempt;
  const close = make('button', 'Close');
  close.addEventListener('click', () => dialog.close());
  const title = make(
    'h2',
    `${attempt.taskId} · ${arm} `,
    make(`span.outcome.${pass ? 'pass' : 'fail'}`, pass ? 'pass' : 'fail'),
  );
  title.id = 'replay-title';
  const facts = [labels.join(', '), stopReason, errorCode, seconds(attempt.seconds), `${attempt.steps} steps`];
  dialog.replaceChildren(
    make('header', title, close),
    make('p', make('strong', instruction)),
    make('p.soft', facts.filter(Boolean).join(' · ')),
    film(attempt),
    make('h3', 'Answer'),
    make('div.answer', report || 'none'),
    ...(plan.length > 0 ? [make('h3', 'Plan'), make('ol', ...plan.map((goal) => make('li', goal)))] : []),
    ...(asked.length > 0
      ? [
          make('h3', 'Asked'),
          make('ul', ...asked.map(({ question, said }) => make('li', `${question} → ${said ?? 'no answer'}`))),
        ]
      : []),
    make('h3', `Verdict (${verdict.by})`),
    itemTable(verdict.items),
    make('h3', 'What left the phone’s side'),
    ledgerTable(ledger),
  );
  if (!dialog.open) dialog.showModal();
}

function itemTable(items) {
  const rows = items.map(({ tier, what, outcome, why }) =>
    make(
      'tr',
      make('td', make(`span.outcome.${outcome === 'met' ? 'pass' : 'fail'}`, outcome)),
      make('td.soft', tier),
      make('td', what),
      make('td.soft', why),
    ),
  );
  return make(
    'div.scroll',
    make('table', ...(rows.length > 0 ? rows : [make('tr', make('td.soft', 'nothing was checked'))])),
  );
}

function ledgerTable(ledger) {
  const rows = ledger.map(({ to, class: kind, bytes, times, left, held }) =>
    make(
      'tr',
      make('td', `to the ${to}`),
      make('td', kind),
      make('td.number', `${number(bytes)} bytes`),
      make('td.number', `${times} ×`),
      make('td', left > 0 ? `${left} personal left` : ''),
      make('td', held > 0 ? `${held} personal held back` : ''),
    ),
  );
  return make('div.scroll', make('table', ...(rows.length > 0 ? rows : [make('tr', make('td.soft', 'nothing'))])));
}

function film({ replay }) {
  let at = 0;
  const screen = make('div.screen');
  const place = make('span.soft');
  const list = make('ul.steps');
  const go = (to) => {
    at = Math.max(0, Math.min(replay.length - 1, to));
    screen.replaceChildren(...pictureOf(replay[at]));
    place.textContent = replay.length === 0 ? '' : `${at + 1} of ${replay.length}`;
    for (const [index, item] of [...list.children].entries()) item.setAttribute('aria-current', String(index === at));
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  list.append(
    ...replay.map(({ action, thought, seconds: took, gate }, index) => {
      const doubtful = gate && gate !== 'read' && gate !== 'reversible' ? ` (${gate})` : '';
      const words = [
        String(index + 1),
        `${action.action}${doubtful}`,
        thought,
        took === undefined ? '' : seconds(took),
      ];
      const item = make('li', ...words.map((word) => make('span', word)));
      item.addEventListener('click', () => go(index));
      return item;
    }),
  );
  const button = (name, step) => {
    const element = make('button', name);
    element.addEventListener('click', () => go(at + step));
    return element;
  };
  byId('replay').onkeydown = ({ key }) => {
    if (key === 'ArrowRight') go(at + 1);
    if (key === 'ArrowLeft') go(at - 1);
  };
  go(0);
  const left = make('div', screen, make('div.turn', button('‹ Back', -1), place, button('Next ›', 1)));
  return make('div.stage', left, list);
}

function pictureOf(step) {
  if (!step) return [make('p.empty', 'No step was taken.')];
  const source = step.picture === undefined ? undefined : pictures[step.picture];
  if (source === undefined)
    return [make('p.empty', step.name ? `The picture is in the run’s folder: ${step.name}` : 'No picture.')];
  const image = make('img');
  image.src = `data:image/jpeg;base64,${source}`;
  image.alt = `The screen before ${step.action.action}`;
  const svg = draw('svg', { viewBox: '0 0 1000 1000', preserveAspectRatio: 'none' });
  const { point, point1, point2 } = step.action;
  // The picture is taller than wide: the ellipse is a circle on it.
  const mark = ([x, y]) => draw('ellipse', { cx: x, cy: y, rx: 45, ry: 20, class: 'mark' });
  if (point) svg.append(mark(point));
  if (point1 && point2) {
    svg.append(
      draw('line', { x1: point1[0], y1: point1[1], x2: point2[0], y2: point2[1], class: 'way' }),
      mark(point2),
    );
  }
  return [image, svg];
}

byId('replay').addEventListener('close', () => {
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
});
addEventListener('hashchange', openReplay);

showHead();
showScores();
showCosts();
showLabels();
showFacets();
showHeadings();
showFilters();
showRows();
showNotes();
openReplay();
