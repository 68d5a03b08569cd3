// For tests of skills: an English address book of another make. Its form names fields above them, wants the parts of a name
// apart, has a picker and a switch, is longer than the screen, and its "+" opens a menu.
import * as ui from '../../virtual-phone/apps/toolkit/index.js';

export interface Entry {
  first: string;
  last: string;
  phone: string;
  label: string;
  email: string;
  notes: string;
  starred: boolean;
}

interface Routes {
  home: Record<string, never>;
  form: { draft: Entry };
  entry: { entry: Entry };
}

const labels = ['Mobile', 'Home', 'Work'];
const empty = (): Entry => ({ first: '', last: '', phone: '', label: 'Mobile', email: '', notes: '', starred: false });

export const addressBook = ui.declareApp<{ entries: Entry[] }, Routes>({
  identity: {
    packageName: 'com.google.android.contacts',
    label: 'Contacts',
    mainActivity: 'com.android.contacts.activities.PeopleActivity',
    versionName: '4',
    versionCode: 4,
  },
  palette: { brand: '#1a73e8', ids: 'none' },
  data: () => ({ entries: [{ ...empty(), first: 'Ann', last: 'Lee', phone: '13600001111' }] }),
  home: 'home',
  pages: {
    home: (state, _, act) => ({
      bar: { title: 'Contacts' },
      float: {
        symbol: 'plus',
        description: 'Create',
        onTap: () =>
          act.menu('Create', [
            ['Group', () => act.toast('No groups here')],
            ['New contact', () => act.go('form', { draft: empty() })],
          ]),
      },
      content: state.entries.map((entry, at) =>
        ui.row(`entry:${at}`, `${entry.first} ${entry.last}`, { onTap: () => act.go('entry', { entry }) }),
      ),
    }),
    entry: (_, { entry }) => ({
      bar: { title: `${entry.first} ${entry.last}` },
      content: [
        ui.row('phone', `${entry.phone.slice(0, 3)}-${entry.phone.slice(3, 7)}-${entry.phone.slice(7)}`, {
          note: entry.label,
        }),
        ui.row('email', entry.email),
        ui.row('notes', entry.notes),
      ],
    }),
    form: (state, { draft }, act) => {
      const field = (name: string, key: 'first' | 'last' | 'phone' | 'email' | 'notes'): ui.Block[] => [
        ui.space(`gap:${key}`, 60),
        ui.heading(name, { sizeDp: 13, key: `name:${key}` }),
        ui.field(key, ui.bind(draft, key)),
      ];
      const save = (): void => {
        if (draft.phone === '') act.toast('Enter a phone number');
        else {
          state.entries.push(draft);
          act.back();
        }
      };
      return {
        bar: { title: 'New contact', close: true, actions: [ui.textAction('Save', save)] },
        content: [
          ...field('First name', 'first'),
          ...field('Last name', 'last'),
          ...field('Phone', 'phone'),
          ui.row('label', 'Label', {
            value: draft.label,
            onTap: () => act.pick('Label', labels, ui.bind(draft, 'label')),
          }),
          ...field('Email', 'email'),
          ...field('Notes', 'notes'),
          ui.row('starred', 'Favourite', { control: ui.toggle(ui.bind(draft, 'starred'), 'Favourite') }),
        ],
      };
    },
  },
});
