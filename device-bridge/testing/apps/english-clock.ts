// For tests of skills: an English clock of another make. Its wheels are turned, not touched: what stands in the middle is
// chosen; hours go to twelve, minutes by fives; repeating is chosen from a list.
import * as ui from '../../virtual-phone/apps/toolkit/index.js';
import { cellOf } from '../../virtual-phone/apps/toolkit/kit.js';
import { columns } from '../../virtual-phone/ui/geometry.js';
import { ScrollPosition, scrollList, stackCells } from '../../virtual-phone/ui/scroll-list.js';
import { label, view } from '../../virtual-phone/ui/views.js';

const itemDp = 44;
const shown = 5;
const halves = ['AM', 'PM'];
const hours = ['12', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'];
const minutes = Array.from({ length: 12 }, (_, at) => String(at * 5).padStart(2, '0'));
const repeats = ['Once', 'Every day', 'Monday to Friday', 'Custom'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export interface EnglishAlarm {
  time: string;
  repeat: string;
  name: string;
  on: boolean;
}

interface Draft {
  readonly wheels: readonly [ScrollPosition, ScrollPosition, ScrollPosition];
  repeat: string;
  custom: string[];
  name: string;
}

interface Routes {
  home: Record<string, never>;
  form: { draft: Draft };
}

/** One column; two empty places at each end let the first and the last value reach the middle. */
function turning(key: string, values: readonly string[], position: ScrollPosition) {
  return { key, position, values: ['', '', ...values, '', ''] };
}

function turned(draft: Draft): ui.Block {
  const wheels = [hours, minutes, halves].map((values, index) =>
    turning(`wheel${index}`, values, draft.wheels[index] ?? new ScrollPosition()),
  );
  return (kit) =>
    cellOf('wheels', kit.dp(itemDp * shown), (bounds) =>
      view(
        'linear',
        'wheels',
        bounds,
        {},
        columns(bounds, wheels.length).map((place, index) => {
          const { key, values, position } = wheels[index] ?? turning('none', [], new ScrollPosition());
          const cells = values.map((text, at) =>
            cellOf(`${key}:${at}`, kit.dp(itemDp), (area) =>
              label(`${key}:${at}`, area, text, { textSizePx: kit.size(18), align: 'center' }),
            ),
          );
          const content = stackCells(cells, place[2] - place[0]);
          return scrollList({ key, bounds: place, content, position, onScrolled: kit.touch(() => {}) });
        }),
      ),
    );
}

function timeOf(draft: Draft, density: number): string {
  const [hour = '', minute = '', half = ''] = [hours, minutes, halves].map(
    (values, index) => values[Math.round((draft.wheels[index]?.offsetPx ?? 0) / Math.round(itemDp * density))],
  );
  return `${hour}:${minute} ${half}`;
}

export const englishClock = ui.declareApp<{ alarms: EnglishAlarm[] }, Routes>({
  identity: {
    packageName: 'com.android.deskclock',
    label: 'Clock',
    mainActivity: 'com.android.deskclock.DeskClock',
    versionName: '5',
    versionCode: 5,
  },
  palette: { brand: '#00696e', cards: 'flat', ids: 'none' },
  data: () => ({ alarms: [{ time: '7:30 AM', repeat: 'Every day', name: 'Gym', on: true }] }),
  home: 'home',
  pages: {
    home: (state, _, act) => ({
      bar: { title: 'Alarm' },
      float: ui.action('plus', 'Add alarm', () =>
        act.go('form', {
          draft: {
            wheels: [new ScrollPosition(), new ScrollPosition(), new ScrollPosition()],
            repeat: 'Once',
            custom: [],
            name: '',
          },
        }),
      ),
      content: state.alarms.map((alarm, index) =>
        ui.card(`alarm:${index}`, alarm.time, {
          note: [alarm.name, alarm.repeat].filter(Boolean).join(', '),
          control: ui.toggle(ui.bind(alarm, 'on')),
        }),
      ),
    }),
    form: (state, { draft }, act) => {
      const save = (): void => {
        const repeat = draft.repeat === 'Custom' ? draft.custom.join(', ') : draft.repeat;
        state.alarms.push({ time: timeOf(draft, 2.625), repeat, name: draft.name, on: true });
        act.back();
      };
      return {
        bar: { title: 'New alarm', actions: [ui.textAction('Save', save)] },
        content: [
          turned(draft),
          ui.row('repeat', 'Repeat', {
            value: draft.repeat,
            onTap: () => act.pick('Repeat', repeats, ui.bind(draft, 'repeat')),
          }),
          draft.repeat === 'Custom' && ui.chips('days', days, ui.bind(draft, 'custom')),
          ui.field('name', ui.bind(draft, 'name'), { name: 'Label', hint: 'Alarm name' }),
        ],
      };
    },
  },
});
