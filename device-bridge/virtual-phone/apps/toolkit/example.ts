// The example of docs/guides/writing-an-app.md: a list of cities with their weather.
import * as ui from '../toolkit/index.js';

interface WeatherState {
  cities: { id: string; name: string; degrees: number; sky: string; followed: boolean }[];
}

interface Routes {
  home: { query?: string };
  city: { id: string };
}

export const weather = ui.declareApp<WeatherState, Routes>({
  identity: {
    packageName: 'com.example.weather',
    label: '天气',
    mainActivity: 'com.example.weather.MainActivity',
    versionName: '1.0',
    versionCode: 1,
    icon: { glyph: 'sun', hue: 200 },
  },
  palette: { brand: '#1677ff', bar: 'brand', radius: 14 },
  data: (random) => ({
    cities: ['上海', '北京', '广州', '成都'].map((name, index) => ({
      id: `c${index + 1}`,
      name,
      degrees: random.integer(-4, 26),
      sky: random.pick(['晴', '多云', '小雨']),
      followed: false,
    })),
  }),
  home: 'home',
  loading: ['city'],
  pages: {
    home: (state, params, act) => {
      const query = ui.bind(params, 'query', '');
      const found = state.cities.filter(({ name }) => name.includes(query.value));
      return {
        bar: { field: { key: 'search', text: query, hint: '搜索城市' } },
        content: [
          found.length === 0 && ui.nothing('search', '没有这个城市'),
          ...found.map((city) =>
            ui.card(`city:${city.id}`, city.name, {
              note: city.sky,
              value: `${city.degrees}°`,
              onTap: () => act.go('city', { id: city.id }),
            }),
          ),
        ],
      };
    },
    city: (state, params) => {
      const city = state.cities.find(({ id }) => id === params.id);
      if (!city) return { bar: {}, content: [ui.nothing('pin', '没有这个城市')] };
      return {
        bar: { title: city.name },
        content: [
          ui.figure(`${city.degrees}°`, city.sky, { sizeDp: 72 }),
          ui.card('follow', '关注这座城市', { control: ui.toggle(ui.bind(city, 'followed')) }),
        ],
      };
    },
  },
});
