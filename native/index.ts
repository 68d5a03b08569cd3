// The engine's public face: load a step35 GGUF model, count its tokens, let it write. Nothing else is exported.

export type { ChatMessage, ToolCall, ToolDefinition } from './chat/messages.js';
export type { EngineErrorCode } from './errors.js';
export { EngineError, engineErrorCodes } from './errors.js';
export type { JsonSchema, JsonValue } from './gbnf/json-schema.js';
export { jsonSchemaToGbnf } from './gbnf/json-schema-to-gbnf.js';
export { loadModel } from './node/language-model.js';
export type {
  CacheType,
  LoadOptions,
  MemoryPlan,
  ModelPlanOptions,
  PackedFileChoice,
  PackedFileInfo,
  Precision,
} from './node/load-types.js';
export type { PlanOptions } from './node/memory.js';
export { planMemory } from './node/memory.js';
export type { PackOptions } from './node/packed-file.js';
export { packModel, removePackedFiles } from './node/packed-file.js';
export type {
  Answer,
  AnswerEvents,
  Context,
  ContextGenerateOptions,
  ContextOptions,
  DraftSource,
  GeneratedToken,
  GenerateOptions,
  Generation,
  GenerationEvent,
  GenerationStats,
  LayerInfo,
  LogitsOptions,
  MeasureOptions,
  Model,
  ModelInfo,
  RateMeasurement,
  SamplingOptions,
  StopReason,
  TokenizeOptions,
} from './node/types.js';
