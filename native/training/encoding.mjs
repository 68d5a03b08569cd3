// What training shares with the planner, so that both read and write requests in exactly the same way.
// Needs a build of the packages first (`npm run build` at the root).

export { canonicalRequest } from '../../cloud/dist/brain/embedded/canonical.js';
export {
  carriedSlot,
  clauseKinds,
  clauseRules,
  marks,
  slotNames,
  specialTokens,
} from '../../cloud/dist/brain/embedded/language.js';
export { apps, findMentions, servesCategory } from '../../shared/dist/apps/index.js';
