// What the brain may cost, and what of that is spent today: the same books that every call is admitted by.
import { type Kysely, sql } from 'kysely';
import type { BudgetFacts } from '../api/shapes.js';
import type { BrainCalls } from '../store/brain-calls.js';
import type { Database } from '../store/schema.js';
import type { Budgets } from '../tasks/accounts.js';

export async function budgetFacts(budgets: Budgets, books: BrainCalls, db: Kysely<Database>): Promise<BudgetFacts> {
  const [today, purposes] = await Promise.all([books.spentToday(), purposesToday(db)]);
  const cost = today.cost.map((spent) => ({ ...spent }));
  return { task: budgets.task ?? null, day: budgets.day ?? null, today: { ...today, cost }, purposes };
}

async function purposesToday(db: Kysely<Database>): Promise<BudgetFacts['purposes']> {
  const { rows } = await sql<{ purpose: string; model: string; calls: string; tokens: string }>`
    select purpose, model, count(*) as calls, sum(prompt_tokens + generated_tokens) as tokens
    from brain_call where created_at >= date_trunc('day', clock_timestamp(), 'UTC')
    group by purpose, model order by calls desc`.execute(db);
  return rows.map((row) => ({ ...row, calls: Number(row.calls), tokens: Number(row.tokens) }));
}
