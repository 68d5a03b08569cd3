// Which phones there are on all processes' bridges, and which subtask uses each. A phone is in use while its lease stands
// and the task has not ended; that two never get the same one is the table's key.
import { randomUUID } from 'node:crypto';
import type { Device } from '@farhand/shared';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { lasting } from './lasting.js';
import { newsChannel, payloadOf } from './pulse.js';
import type { Database } from './schema.js';
import { type Claim, mustHold } from './task-store.js';

/** A phone beside a bridge that is linked to the process `replica`. */
export interface BookedPhone {
  readonly device: Device;
  readonly bridge: string;
  readonly replica: string;
  readonly leased: boolean;
}

export interface LeasedPhone extends BookedPhone {
  readonly leaseId: string;
}

/** Who is to use a phone. */
export interface LeaseHolder extends Claim {
  /** The user whose phones will do. */
  readonly owner: string;
  readonly subtaskId: string;
}

export class PhoneBook {
  readonly #db: Kysely<Database>;
  readonly #replica: string;
  /** Of a process beside a phone: it lives, and shares its phones with this one. */
  readonly #reachable: RawBuilder<unknown>;

  constructor(db: Kysely<Database>, replica: string, isShared: boolean) {
    this.#db = db;
    this.#replica = replica;
    this.#reachable = sql`replica.id = phone.replica_id and expires_at > clock_timestamp()
      and (replica.id = ${replica} or (shared and ${isShared}))`;
  }

  /** A number for a new link, larger than any before. */
  async nextLink(): Promise<string> {
    const { rows } = await lasting(() => sql<{ next: string }>`select nextval('link_epoch') as next`.execute(this.#db));
    return rows[0]?.next ?? '0';
  }

  /** Writes down what a link's bridge has now, except over what a newer link of the same bridge has told. */
  async publish(
    link: string,
    { bridge, owner }: { readonly bridge: string; readonly owner: string },
    devices: readonly Device[],
  ): Promise<void> {
    const given = JSON.stringify(devices.map((device) => ({ device_id: device.device_id, device })));
    await sql`
      with given as (
        select device_id, device from jsonb_to_recordset(${given}::jsonb) as (device_id text, device jsonb)
      ), put as (
        insert into phone (bridge_id, device_id, owner, replica_id, link_epoch, device)
        select ${bridge}, device_id, ${owner}, ${this.#replica}, ${link}::bigint, device from given
        on conflict (bridge_id, device_id) do update
          set replica_id = excluded.replica_id, link_epoch = excluded.link_epoch, device = excluded.device
          where phone.link_epoch < excluded.link_epoch
             or (phone.link_epoch = excluded.link_epoch and phone.device is distinct from excluded.device)
        returning 1
      ), gone as (
        delete from phone where link_epoch = ${link}::bigint and device_id not in (select device_id from given)
        returning 1
      )
      select pg_notify(${newsChannel}, ${payloadOf('phone', '')})
      where exists (select from put) or exists (select from gone)
    `.execute(this.#db);
  }

  /** The link has ended. */
  async forget(link: string): Promise<void> {
    await lasting(() => this.#db.deleteFrom('phone').where('link_epoch', '=', link).execute());
    await this.#tell();
  }

  /** A user's, or everybody's, in the order in which their bridges were linked. */
  async list(owner?: string): Promise<BookedPhone[]> {
    const query = sql<BookedPhone>`
      select device, phone.bridge_id as bridge, replica_id as replica, phone_lease.task_id is not null as leased
      from phone
      join replica on ${this.#reachable}
      left join phone_lease using (bridge_id, device_id)
      where ${owner === undefined} or phone.owner = ${owner ?? ''}
      order by link_epoch, device_id`;
    return (await lasting(() => query.execute(this.#db))).rows;
  }

  /** A free phone, or the one that the holder has already. Throws TASK_MOVED. */
  take(holder: LeaseHolder, wanted: string | undefined): Promise<LeasedPhone | undefined> {
    return lasting(() => this.#db.transaction().execute((trx) => this.#take(trx, holder, wanted)));
  }

  async #take(trx: Transaction<Database>, holder: LeaseHolder, wanted = ''): Promise<LeasedPhone | undefined> {
    const { taskId, subtaskId, owner } = holder;
    const leaseId = randomUUID();
    await mustHold(trx, taskId, holder);
    const held = await sql<LeasedPhone>`
      update phone_lease set id = ${leaseId}
      from phone join replica on ${this.#reachable}
      where task_id = ${taskId} and subtask_id = ${subtaskId} and (${wanted} = '' or phone.device_id = ${wanted})
        and (phone.bridge_id, phone.device_id) = (phone_lease.bridge_id, phone_lease.device_id)
      returning device, phone.bridge_id as bridge, replica_id as replica, true as leased, phone_lease.id as "leaseId"
    `.execute(trx);
    if (held.rows[0]) return held.rows[0];
    // What it had before is gone with its bridge.
    await trx.deleteFrom('phone_lease').where('task_id', '=', taskId).where('subtask_id', '=', subtaskId).execute();
    const taken = await sql<LeasedPhone>`
      with free as (
        select phone.* from phone
        join replica on ${this.#reachable}
        where device ->> 'state' = 'idle' and phone.owner = ${owner} and (${wanted} = '' or device_id = ${wanted})
          and not exists (select from phone_lease where (bridge_id, device_id) = (phone.bridge_id, phone.device_id))
        order by replica_id <> ${this.#replica}, link_epoch, device_id
        limit 1
        for update of phone skip locked
      ), lease as (
        insert into phone_lease (bridge_id, device_id, task_id, subtask_id, id)
        select bridge_id, device_id, ${taskId}, ${subtaskId}, ${leaseId} from free
        on conflict do nothing
        returning bridge_id, device_id
      )
      select device, bridge_id as bridge, replica_id as replica, true as leased, ${leaseId} as "leaseId"
      from free join lease using (bridge_id, device_id)
    `.execute(trx);
    return taken.rows[0];
  }

  /** A lease that was given anew since is not ended. */
  async release({ leaseId, bridge, device }: LeasedPhone): Promise<void> {
    const query = this.#db
      .deleteFrom('phone_lease')
      .where('bridge_id', '=', bridge)
      .where('device_id', '=', device.device_id)
      .where('id', '=', leaseId);
    await lasting(() => query.execute());
    await this.#tell();
  }

  async #tell(): Promise<void> {
    await lasting(() => sql`select pg_notify(${newsChannel}, ${payloadOf('phone', '')})`.execute(this.#db));
  }
}
