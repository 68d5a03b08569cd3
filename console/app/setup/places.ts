// The pages of the set-up, in the order of their links.
export const places = [
  { href: '/setup/phones', word: 'phones', does: 'phonesDoes' },
  { href: '/setup/models', word: 'models', does: 'modelsDoes' },
  { href: '/setup/budgets', word: 'budgets', does: 'budgetsDoes' },
  { href: '/setup/policy', word: 'policy', does: 'policyDoes' },
  { href: '/setup/tools', word: 'tools', does: 'toolsDoes' },
  { href: '/setup/users', word: 'users', does: 'usersDoes' },
  { href: '/setup/schedules', word: 'schedules', does: 'schedulesDoes' },
  { href: '/setup/figures', word: 'figures', does: 'figuresDoes' },
  { href: '/setup/settings', word: 'settings', does: 'settingsDoes' },
] as const;
