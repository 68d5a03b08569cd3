// What both sides speak. The only export of this package.
export { abortReason, delay, withLimit } from './abort.js';
export {
  type App,
  appById,
  appName,
  apps,
  closestApp,
  defaultApps,
  findMentions,
  type Mention,
  nearestApps,
  resolveApp,
  servesCategory,
} from './apps/index.js';
export {
  bridgeSettings,
  bridgeSettingsSchema,
  givenBridgeSettings,
  type PromptVersion,
  promptVersions,
} from './bridge-settings.js';
export {
  type ErrorBody,
  type ErrorCode,
  type ExitCode,
  errorTable,
  FarhandError,
  isErrorCode,
  toFarhandError,
} from './errors.js';
export { defaultLinkLimits, type LinkLimits } from './gui-mcp/limits.js';
export { FrameLink } from './gui-mcp/link.js';
export { type AcceptedLink, LinkBook } from './gui-mcp/link-book.js';
export {
  type PersonsAct,
  type PersonsKey,
  personsActSchema,
  type View,
  type ViewReason,
  viewReasons,
  viewSchema,
} from './gui-mcp/live-tools.js';
export { type BridgeIdentity, type OpenedLink, openLink } from './gui-mcp/open-link.js';
export { letsPicturesOut, type PrivacyLevel, privacyLevels } from './gui-mcp/tool-definition.js';
export {
  type ActedResult,
  type Device,
  deviceSchema,
  type ExecuteTaskResult,
  executeTaskResultSchema,
  type GuiToolInput,
  type GuiToolName,
  type GuiToolOutput,
  guiTools,
  type Left,
  leftKey,
  leftSchema,
  type NotificationArrival,
  type NotificationCondition,
  type NotificationWord,
  notificationConditionSchema,
  notificationWords,
  type StepProgress,
  stepProgressSchema,
} from './gui-mcp/tools.js';
export { GuiMcpTransport } from './gui-mcp/transport.js';
export {
  type Action,
  type ActionName,
  actionSchema,
  callTags,
  type HotKey,
  hotKeys,
  type Point,
  pointSchema,
} from './hand/action.js';
export { isPictureOf, type PixelPoint, type SizePx, toModelPoint, toPixels } from './hand/coordinates.js';
export { createLogger, type Logger } from './log.js';
export {
  allowedValues,
  type PhoneSwitch,
  parseSwitch,
  phoneSwitches,
  type SwitchName,
  type SwitchSetting,
  switchNames,
  switchSetting,
} from './phone-switches.js';
export { type FormField, formNames, readFormFields, writeFormFields } from './plan/form-fields.js';
export { type FormKindId, formKindNames, formKindOf, formKinds, isKeyField } from './plan/form-kinds.js';
export {
  goalSentence,
  type Intent,
  inputValueName,
  intentSchema,
  intents,
  intentTable,
  type Language,
  languageOf,
  outwardIntents,
  payingIntents,
  takesValue,
  toolInputs,
  toolIntents,
} from './plan/goal.js';
export {
  type Combine,
  type Condition,
  combineSchema,
  neededBy,
  type Plan,
  parsePlan,
  planSchema,
  type Subtask,
  subtaskSchema,
} from './plan/plan.js';
export {
  costSchema,
  errorBodySchema,
  type Money,
  moneySchema,
  type Offer,
  offerSchema,
  type Report,
  type ReportValues,
  reportSchema,
  reportValuesSchema,
  type Source,
  type StopReason,
  stopReasons,
  type TaskMode,
  type TaskResult,
  type TaskStatus,
  taskModes,
  taskResultSchema,
  taskStatuses,
  type Usage,
  usageSchema,
} from './plan/report.js';
export { attemptWays, type TaskEvent, taskEventSchema } from './plan/task-events.js';
export { printLine, runToExit } from './program.js';
export { editDistance, nearest, parseStrict, toJsonSchema } from './strict.js';
export { startTracing, type Tracing, traced, traceparent } from './tracing.js';
