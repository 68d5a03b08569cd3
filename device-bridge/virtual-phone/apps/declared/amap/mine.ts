// What belongs to the person: kept places, home and company, trips, settings.
import * as ui from '../../toolkit/index.js';
import { here } from './data.js';
import { type Act, type AmapState, metresBetween, type Pages, placeOf } from './model.js';
import { minutesText } from './routes.js';

const byNames: Record<string, string> = { car: '驾车', transit: '公共交通', walk: '步行', bike: '骑行' };

export const minePages: Pages<'favourites' | 'trips' | 'settings'> = {
  favourites: (state, _params, act) => ({
    bar: { title: '收藏夹' },
    content: [
      state.favourites.length === 0 && ui.nothing('star', '还没有收藏的地点'),
      ...state.favourites.map((id) => {
        const place = placeOf(state, id);
        return ui.card(`kept:${id}`, place.name, {
          note: place.address,
          lines: [ui.distanceText(metresBetween(here, place))],
          onTap: () => act.go('place', { id }),
          control: ui.tap('trash', '删除', () => ui.remove(state.favourites, id)),
        });
      }),
    ],
  }),

  trips: (state) => ({
    bar: { title: '我的行程' },
    content: [
      state.trips.length + state.rides.length === 0 && ui.nothing('route', '还没有行程'),
      ...state.rides.map((ride) =>
        ui.card(`ride:${ride.id}`, `${ride.type} ${ride.from} → ${ride.to}`, {
          titleLines: 2,
          note: ride.status === 'calling' ? '等待接单' : '已取消',
          value: `预估${ui.yen(ride.fen)}`,
        }),
      ),
      ...state.trips.map((trip, at) =>
        ui.card(`trip:${state.trips.length - at}`, trip.toName, {
          side: `${ui.dayText(ui.dayAt(trip.startedAt))} ${ui.timeAt(trip.startedAt)}`,
          note: `${byNames[trip.by]} · ${trip.way}`,
          lines: [`${ui.distanceText(trip.metres)} · ${minutesText(trip.minutes)}`],
        }),
      ),
    ],
  }),

  settings: ({ settings }, _params, act) => {
    const voices = ['普通话女声', '普通话男声', '四川话', '粤语', '东北话', '英文导航'];
    const plate = (): void =>
      act.prompt('车牌号', settings.plate, '沪A·12345', (text) => ui.set(settings, { plate: text.trim() }));
    const row = (key: 'avoidTolls' | 'avoidHighways' | 'avoidJams' | 'night', text: string): ui.Block =>
      ui.row(key, text, { control: ui.toggle(ui.bind(settings, key), text) });
    return {
      bar: { title: '设置' },
      content: [
        ui.heading('路线偏好'),
        ui.group('route', [
          row('avoidJams', '躲避拥堵'),
          row('avoidTolls', '避免收费'),
          row('avoidHighways', '不走高速'),
        ]),
        ui.heading('导航'),
        ui.group('voice', [
          ui.row('voice-row', '导航语音', {
            value: settings.voice,
            arrow: true,
            onTap: () => act.pick('导航语音', voices, ui.bind(settings, 'voice')),
          }),
          ui.row('plate', '车牌号', { value: settings.plate || '未设置', arrow: true, onTap: plate }),
          row('night', '夜间模式'),
        ]),
      ],
    };
  },
};

export function mePart(state: AmapState, act: Act): ui.Body {
  const address = (which: 'home' | 'company', text: string): ui.Block =>
    ui.row(which, text, {
      art: ui.sign(which === 'home' ? 'home' : 'hotel', '#1a73ff'),
      artDp: 30,
      value: state[which] === '' ? '去设置' : placeOf(state, state[which]).name,
      arrow: true,
      onTap: () => act.go('search', { purpose: which }, 'search-field'),
    });
  const metres = state.trips.reduce((sum, trip) => sum + trip.metres, 0);
  return {
    bar: { title: '我的' },
    content: [
      ui.card('profile', '高德用户_3391', { art: ui.face('林', { round: true }), artDp: 60, note: 'Lv.3 城市漫步者' }),
      ui.group('numbers', [
        ui.facts('counts', [
          { text: String(state.favourites.length), note: '收藏', onTap: () => act.go('favourites', {}) },
          { text: String(state.trips.length), note: '行程', onTap: () => act.go('trips', {}) },
          { text: (metres / 1000).toFixed(1), note: '导航公里' },
        ]),
      ]),
      ui.group('addresses', [address('home', '家'), address('company', '公司')]),
      ui.group('links', [
        ui.link('favourites', '收藏夹', 'star', () => act.go('favourites', {}), `${state.favourites.length}个地点`),
        ui.link('trips', '我的行程', 'route', () => act.go('trips', {})),
        ui.link('settings', '设置', 'gear', () => act.go('settings', {})),
      ]),
    ],
  };
}
