import { describe, expect, it } from 'vitest';
import * as engine from './index.js';

describe('the package', () => {
  it('exports these names and no others', () => {
    expect(Object.keys(engine).sort()).toEqual([
      'EngineError',
      'engineErrorCodes',
      'jsonSchemaToGbnf',
      'loadModel',
      'packModel',
      'planMemory',
      'removePackedFiles',
    ]);
  });

  it('has a hint for every error code', () => {
    for (const code of engine.engineErrorCodes) {
      expect(new engine.EngineError(code, 'A sentence.').hint).toMatch(/^[A-Z].*\.$/);
    }
  });
});
