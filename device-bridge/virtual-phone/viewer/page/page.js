// Shows the frames that the phone pushes, and sends touches, keys and switches back. A frame is acknowledged when it is
// drawn; the phone sends the next one only then.
const longPressMs = 500;
const slopPx = 12;
const keyCodes = { Escape: 4, Enter: 66, Backspace: 67, Home: 3 };

const byId = (id) => document.getElementById(id);
const screen = byId('screen');
const typing = byId('typing');
const context = screen.getContext('2d');
const size = { widthPx: 1080, heightPx: 2400 };
const controls = new Map();
const socket = new WebSocket(`${location.href.replace(/^http/, 'ws')}live`);
socket.binaryType = 'blob';
let isConnected = false;

function send(message) {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function setLink(state, text) {
  byId('link').dataset.state = state;
  byId('link').textContent = text;
}

async function draw(blob) {
  const picture = await createImageBitmap(blob);
  screen.width = picture.width;
  screen.height = picture.height;
  context.drawImage(picture, 0, 0);
  picture.close();
  send({ do: 'shown' });
}

/** As large as the room allows, in the display's own shape. */
function fit() {
  const stage = document.querySelector('.stage');
  const room = { width: stage.clientWidth - 80, height: Math.max(320, innerHeight - 160) };
  const scale = Math.min(room.width / size.widthPx, room.height / size.heightPx);
  screen.style.width = `${Math.round(size.widthPx * scale)}px`;
  screen.style.height = `${Math.round(size.heightPx * scale)}px`;
  return Math.round(size.heightPx * scale * devicePixelRatio);
}

function showStatus(status) {
  if (status.widthPx !== size.widthPx || status.heightPx !== size.heightPx || !isConnected) {
    Object.assign(size, { widthPx: status.widthPx, heightPx: status.heightPx });
    isConnected = true;
    send({ do: 'view', heightPx: fit() });
  }
  byId('serial').textContent = status.serial;
  byId('app').textContent = status.app;
  byId('size').textContent = `${status.widthPx} × ${status.heightPx}`;
  byId('command').textContent = `adb connect ${status.serial}`;
  showClock(status.clock);
  for (const [name, value] of Object.entries(status.switches)) controls.get(name)?.(value);
}

socket.addEventListener('open', () => setLink('live', 'Live'));
socket.addEventListener('close', () => setLink('lost', 'Ended'));
socket.addEventListener('message', ({ data }) => {
  if (typeof data !== 'string') return void draw(data);
  const message = JSON.parse(data);
  if (message.kind === 'status') showStatus(message);
  else byId('refused').textContent = `${message.message}. ${message.hint}`;
});
addEventListener('resize', () => send({ do: 'view', heightPx: fit() }));

// Touch
let touch;

function pointOf(event) {
  const box = screen.getBoundingClientRect();
  const within = (value, most) => Math.min(most - 1, Math.max(0, Math.round(value)));
  return {
    x: within(((event.clientX - box.left) / box.width) * size.widthPx, size.widthPx),
    y: within(((event.clientY - box.top) / box.height) * size.heightPx, size.heightPx),
  };
}

screen.addEventListener('pointerdown', (event) => {
  event.preventDefault();
  typing.focus();
  screen.setPointerCapture(event.pointerId);
  touch = { from: pointOf(event), startMs: event.timeStamp, x: event.clientX, y: event.clientY };
});
screen.addEventListener('pointerup', (event) => {
  if (!touch) return;
  const { from, startMs, x, y } = touch;
  touch = undefined;
  const durationMs = Math.round(event.timeStamp - startMs);
  if (Math.hypot(event.clientX - x, event.clientY - y) > slopPx) {
    send({ do: 'swipe', from, to: pointOf(event), durationMs });
  } else {
    send({ do: durationMs >= longPressMs ? 'long-press' : 'tap', at: from });
  }
});
screen.addEventListener('pointercancel', () => {
  touch = undefined;
});
let wheeled = 0;
screen.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    wheeled += event.deltaY;
    if (Math.abs(wheeled) < 40) return;
    const from = { x: Math.round(size.widthPx / 2), y: Math.round(size.heightPx / 2) };
    const reach = Math.max(-from.y + 1, Math.min(from.y - 1, wheeled * 2));
    send({ do: 'swipe', from, to: { x: from.x, y: Math.round(from.y - reach) }, durationMs: 1000 });
    wheeled = 0;
  },
  { passive: false },
);

// Keys and text; the hidden field lets input methods compose
screen.addEventListener('focus', () => typing.focus());
typing.addEventListener('keydown', (event) => {
  const code = keyCodes[event.key];
  if (code === undefined || event.isComposing) return;
  event.preventDefault();
  send({ do: 'key', code });
});
function typed() {
  if (typing.value !== '') send({ do: 'type', text: typing.value });
  typing.value = '';
}
typing.addEventListener('input', (event) => {
  if (!event.isComposing) typed();
});
typing.addEventListener('compositionend', typed);
for (const button of document.querySelectorAll('[data-key]')) {
  button.addEventListener('click', () => send({ do: 'key', code: Number(button.dataset.key) }));
}
byId('rotate').addEventListener('click', () => send({ do: 'rotate' }));
byId('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(byId('command').textContent);
  byId('copy').lastElementChild.textContent = 'Copied';
});

// Clock
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

function showClock({ timeMs, isFrozen, speed, followsMachine }) {
  byId('time').textContent = timeFormat.format(timeMs);
  byId('freeze').ariaPressed = String(isFrozen);
  byId('speed').value = String(speed);
  byId('follow').disabled = followsMachine;
}

for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () => send({ do: 'clock', change: { advanceMs: Number(button.dataset.advance) } }));
}
byId('freeze').addEventListener('click', () => {
  send({ do: 'clock', change: { freeze: byId('freeze').ariaPressed !== 'true' } });
});
byId('speed').addEventListener('change', () => {
  send({ do: 'clock', change: { speed: Number(byId('speed').value) } });
});
byId('follow').addEventListener('click', () => send({ do: 'clock', change: { follow: true } }));

// Snapshot
byId('restore').addEventListener('change', async () => {
  const [file] = byId('restore').files;
  if (!file) return;
  byId('restored').textContent = '…';
  const answer = await fetch('snapshot.json', { method: 'POST', body: file });
  const { message, hint } = await answer.json();
  byId('restored').textContent = answer.ok ? 'Restored' : `${message}. ${hint}`;
  byId('restore').value = '';
});

// Switches
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function valueField(entry) {
  if (entry.kind === 'choice') {
    const options = entry.choices.map((choice) => element('option', { value: choice, textContent: choice }));
    const field = element('select', { title: entry.allowed }, ...options);
    field.value = entry.usual;
    return field;
  }
  if (entry.usual === undefined) return element('span', {});
  return element('input', { type: 'text', value: entry.usual, title: entry.allowed });
}

function switchRow(entry) {
  const turn = (value) => {
    byId('refused').textContent = '';
    send({ do: 'switch', name: entry.name, value });
  };
  const field = valueField(entry);
  field.ariaLabel = `Value of ${entry.name}`;
  const name = element('strong', { textContent: entry.name });
  const does = element('p', { textContent: entry.does });
  if (entry.kind === 'moment') {
    const button = element('button', { textContent: 'Now', ariaLabel: entry.name });
    button.addEventListener('click', () => turn('on'));
    return element('li', {}, name, field, button, does);
  }
  const box = element('input', { type: 'checkbox', ariaLabel: entry.name });
  const wanted = () => (box.checked ? (field.value ?? 'on') : 'off');
  box.addEventListener('change', () => turn(wanted()));
  field.addEventListener('change', () => {
    if (box.checked) turn(wanted());
  });
  controls.set(entry.name, (value) => {
    box.checked = value !== 'off';
    if (box.checked && 'value' in field) field.value = value;
  });
  return element('li', {}, name, field, box, does);
}

const table = await (await fetch('switches.json')).json();
byId('switches').append(...table.map(switchRow));
send({ do: 'view', heightPx: fit() });
