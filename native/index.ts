// The engine's public face: load a step35 GGUF model, count its tokens, let it write. Nothing else is exported.

export type { EngineErrorCode } from './errors.js';
export { EngineError, engineErrorCodes } from './errors.js';
export type { JsonSchema } from './gbnf/json-schema.js';
export { jsonSchemaToGbnf } from './gbnf/json-schema-to-gbnf.js';
export { loadModel } from './node/language-model.js';
export type { MemoryPlan, PlanOptions } from './node/memory.js';
export { planMemory } from './node/memory.js';
export type {
  GeneratedToken,
  GenerateOptions,
  Generation,
  GenerationStats,
  LoadOptions,
  Model,
  ModelInfo,
  StopReason,
  TokenizeOptions,
} from './node/types.js';
