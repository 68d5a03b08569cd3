// How a model is loaded, and what that takes of the memory.

/** Formats of cached keys and values */
export type CacheType = 'f32' | 'f16' | 'q8_0';

export type Precision = 'exact' | 'fast';

export type PackedFileChoice = 'auto' | 'on' | 'off' | `${string}.packed`;

export interface LoadOptions {
  /** Threads one forward pass may use. Defaults to the physical cores; 1 for models too small to gain from more. */
  threads?: number;
  /** Largest number of tokens, prompt and output together. Defaults to what the model was made for. */
  contextLength?: number;
  /** Bytes the model may take; more is refused before anything is loaded. Defaults to what is available. */
  memoryLimit?: number;
  /**
   * Keeps all weights in memory, packed copies included, whatever else the machine does. Where the system does not let
   * this process lock so much, loading fails with ENGINE_LOCK_REFUSED. Defaults to false.
   */
  mlock?: boolean;
  /**
   * How the keys and values of the text so far are kept: 'f32', 4 bytes a number; 'f16', 2 bytes; 'q8_0', blocks of 32
   * int8 with a scale, 34 bytes a block. Where weights have 8 bits or fewer, 'q8_0' moves answers less than their
   * rounding did. Defaults to 'auto': 'f32' with the precision 'exact', 'f16' with 'fast'.
   */
  cache?: CacheType | 'auto';
  /**
   * How nearly products with packed weights follow exact arithmetic: 'exact' rounds what meets them to 16 bits, 'fast' to 8,
   * as large models are usually run. Defaults to 'auto': 'exact' for files under 64 MB or with F32 tensors only, else
   * 'fast'; the environment's FARHAND_ENGINE_PRECISION decides 'auto' otherwise.
   */
  precision?: Precision | 'auto';
  /**
   * Multi-token-prediction heads of the file that are loaded at most, 0 to 64; `draft: 'mtp'` asks them. Each takes the
   * memory of a layer, and a hundredth or so of the time. Defaults to all that the file has.
   */
  predictionHeads?: number;
  /**
   * Whether packed weights are kept in a file, as large as they are, so that the next start need not pack them: 'on', beside
   * the model under its name and `.packed`, or in a folder of this user's caches if that can't be written; 'off'; or a
   * path that ends in `.packed`. A file that is there is checked and used, otherwise written. Its pages are shared by all
   * processes that use it, and the system can take them back. Where it can't be used or written, weights are packed in
   * memory and `info.packedFile` says why. Defaults to 'auto': 'on' for packed weights of 1 GiB and more, as long as a
   * tenth of the disk stays free; the environment's FARHAND_ENGINE_PACKED_FILE decides 'auto' otherwise.
   */
  packedFile?: PackedFileChoice;
  /** Gives loading up with ENGINE_ABORTED. Defaults to none. */
  signal?: AbortSignal;
}

/** Bytes. What is planned is what is taken: both are counted by the same code. */
export interface MemoryPlan {
  /** What passes read: packed matrices, and what stays in the file */
  readonly weights: number;
  /** Of these, packed copies. The pages of the file they were made from may be taken back by the system. */
  readonly packed: number;
  /** Of these, packed matrices in a file of their own. Its pages are shared among processes and may be taken back. */
  readonly packedFile: number;
  /** With the whole context in use, heads included; sliding-window layers keep only their window and a batch. */
  readonly keysAndValues: number;
  /** What a pass works with */
  readonly batch: number;
  readonly total: number;
  /** To this process: what the system has left, or less where control groups limit it */
  readonly available: number;
}

/** What became of `packedFile` */
export interface PackedFileInfo {
  /** 'none' was wanted or is of use, it was 'found', it was 'written' now, or neither went well ('failed') */
  readonly state: 'none' | 'found' | 'written' | 'failed';
  /** Where it lies, if it is used */
  readonly path?: string;
  /** Its size, or 0 */
  readonly bytes: number;
  /** Why none is used, or why one that was there was written anew: a line to be shown */
  readonly problem?: string;
}

export interface ModelPlanOptions {
  /** Tokens, prompt and output together, of all sequences. Defaults to the model's. */
  contextLength?: number;
  /** How keys and values are kept. Defaults to the model's. */
  cache?: CacheType;
}
