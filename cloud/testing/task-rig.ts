// Whole tasks for tests, on one cloud for all tests of a file: real Postgres, real HTTP to the model, a real WebSocket to
// bridges of the test.
import type { TaskResult } from '@farhand/shared';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { CloudFlags } from '../config.js';
import type { CloudService } from '../service.js';
import type { SubmitOptions } from '../tasks/task-runner.js';
import { connectBridge, type HandWork, type TestBridge } from './bridge.js';
import { startTestCloud, type TestCloud } from './cloud.js';
import type { TestDraft } from './drafts.js';
import type { ModelReply, ModelRequest, ModelServer } from './model-server.js';

export interface TaskRig {
  /** What the model plans, whatever is asked; with several, one after the other, the last again and again. */
  drafts: TestDraft | readonly TestDraft[];
  /** What the model says when it is asked for anything but a plan. */
  says: ((asked: string, request: ModelRequest) => ModelReply | object) | undefined;
  readonly cloud: CloudService;
  readonly model: ModelServer;
  phones(work: HandWork, serials?: readonly string[], knows?: readonly string[], memory?: string): Promise<TestBridge>;
  run(drafts: TaskRig['drafts'], command?: string, options?: SubmitOptions): Promise<TaskResult>;
  /** The cloud stops, as it does for an update, and comes back. */
  restart(): Promise<void>;
}

const nothing: TestDraft = { refused: 'Nothing is planned', subtasks: [], combine: 'last' };

/** To be called once, outside of tests. `flags` is asked before the cloud starts. */
export function taskRig(flags: CloudFlags | (() => Promise<CloudFlags>) = {}): TaskRig {
  let started: TestCloud;
  let cloud: CloudService;
  let given: CloudFlags;
  const bridges: TestBridge[] = [];

  beforeAll(async () => {
    given = typeof flags === 'function' ? await flags() : flags;
    started = await startTestCloud(next, given, (request, asked) => rig.says?.(asked, request) ?? next());
    cloud = started.cloud;
  });

  afterEach(async () => {
    rig.says = undefined;
    await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
  });

  afterAll(async () => {
    await cloud?.close();
    await started?.close();
  });

  function next(): TestDraft {
    const [first = nothing, ...others] = [rig.drafts].flat();
    if (others.length > 0) rig.drafts = others;
    return first;
  }

  const rig: TaskRig = {
    drafts: [],
    says: undefined,
    get cloud() {
      return cloud;
    },
    get model() {
      return started.model;
    },
    phones: async (work, serials = ['phone-1'], knows = [], memory) => {
      const bridge = await connectBridge({
        url: cloud.bridgeUrl,
        token: cloud.token,
        serials,
        work,
        knows,
        ...(memory && { memory }),
      });
      bridges.push(bridge);
      return bridge;
    },
    run: async (drafts, command = 'do it', options = {}) => {
      rig.drafts = drafts;
      return cloud.result(await cloud.submit(command, options));
    },
    restart: async () => {
      await cloud.close();
      cloud = await started.startAgain(given);
    },
  };
  return rig;
}
