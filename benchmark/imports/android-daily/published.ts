// What is known of the public file of 235 rows: how many there are of each kind, and the names that reports may use for
// subsets. Counted from the file; the publisher gives no lists.
import type { BenchTask, Facets } from '../../task.js';

export const publishedRows = 235;

const counts = {
  scene: { transport: 78, shopping: 61, social: 43, entertainment: 37, local: 16 },
  cognitive: { filter: 106, query: 93, analyse: 36 },
  complexity: { atomic: 174, composite: 30, conditional: 31 },
  ambiguity: { low: 164, medium: 47, high: 24 },
  difficulty: { easy: 85, medium: 91, hard: 59 },
} as const satisfies { readonly [F in keyof Facets]?: Readonly<Record<Facets[F], number>> };

/** Our own names. StepFun's "AndroidDaily Hard" is none of them: its members are not public. */
export const subsets = {
  'ad-hard59': (task: BenchTask) => task.facets.difficulty === 'hard',
  'ad-comp30': (task: BenchTask) => task.facets.complexity === 'composite',
} as const satisfies Readonly<Record<string, (task: BenchTask) => boolean>>;

/** How the tasks differ from the published set: nothing when they are it. A part of the set differs in its size alone. */
export function deviations(tasks: readonly BenchTask[]): string[] {
  if (tasks.length !== publishedRows) {
    return [`${tasks.length} tasks, not the ${publishedRows} that were published: figures are of these tasks only`];
  }
  return Object.entries(counts).flatMap(([facet, values]) =>
    Object.entries(values).flatMap(([value, published]) => {
      const found = tasks.filter((task) => task.facets[facet as keyof Facets] === value).length;
      return found === published ? [] : [`${facet} ${value}: ${found} tasks, published are ${published}`];
    }),
  );
}
