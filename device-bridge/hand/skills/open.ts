// Just opens an app.
import { appName, openApp } from './moves/find-way.js';
import { type Brief, failed, type Skill } from './skill.js';

export function* open(brief: Brief): Skill {
  const { screen, step } = yield* openApp(brief);
  const name = appName(brief);
  if (!brief.goal.app?.packages.includes(screen.packageName)) {
    return failed('SUBTASK_FAILED', brief.say(`${name}没有打开`, `${name} did not come to the front`));
  }
  const text = brief.say(`已打开${name}`, `${name} is open`);
  return { kind: 'done', text, evidence: [{ step, what: text }], verified: true };
}
