/** The bridge's settings: flag -> environment variable and what it means. The cloud knows them by name alone. */
export const bridgeSettings = {
  cloud: { env: 'FARHAND_CLOUD_URL', means: 'Address of the cloud' },
  token: { env: 'FARHAND_TOKEN', means: 'Token that lets the bridge in; without it the bridge shows its own key' },
  'pairing-code': { env: 'FARHAND_PAIRING_CODE', means: "Code that pairs the bridge's key with the cloud, good once" },
  'virtual-phone': { env: 'FARHAND_VIRTUAL_PHONE', means: 'auto (default), always or never' },
  home: { env: 'FARHAND_HOME', means: 'Folder of records and sessions; default .farhand in the folder it runs in' },
  privacy: {
    env: 'FARHAND_PRIVACY',
    means: 'What may leave this computer: open, redacted, captions (default) or private',
  },
  ocr: {
    env: 'FARHAND_OCR',
    means: 'auto (default): screens that say nothing of themselves are read from their pictures; off: never',
  },
  replay: { env: 'FARHAND_REPLAY', means: 'on (default): goals reached before are reached the same way; off: never' },
  seed: { env: 'FARHAND_SEED', means: "Seed of the virtual phone's data; default 1" },
  'hand-url': { env: 'FARHAND_HAND_URL', means: 'OpenAI-compatible address of a vision model for the hand' },
  'hand-model': { env: 'FARHAND_HAND_MODEL', means: 'Its model name; default gelab-zero-4b-preview' },
  'hand-key': { env: 'FARHAND_HAND_KEY', means: 'Its key' },
  'hand-use': { env: 'FARHAND_HAND_USE', means: 'auto (default): for goals without a skill; always: for every goal' },
  'hand-trust': {
    env: 'FARHAND_HAND_TRUST',
    means: 'yes: its server is yours, pictures may go there at every privacy level; no (default)',
  },
  'hand-prompt': { env: 'FARHAND_HAND_PROMPT', means: 'Prompt: 1.0, 1.1 or adv; by default what suits the model' },
  'otlp-url': { env: 'FARHAND_OTLP_URL', means: 'OpenTelemetry collector for traces (OTLP over HTTP); off by default' },
  'hand-picture': { env: 'FARHAND_HAND_PICTURE', means: 'Exact picture size for the model, e.g. 728x728' },
} as const;
