// Which phones there are on all processes' bridges, and which subtask uses each. A phone is in use while its lease stands
// and the task has not ended; that two never get the same one is the table's key.
import { randomUUID } from 'node:crypto';
import type { Device } from '@farhand/shared';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Claim, heldPart, moved } from './claim.js';
import { lasting } from './lasting.js';
import { newsChannel, payloadOf } from './pulse.js';
import type { Database } from './schema.js';

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
      select pg_notify(${newsChannel}, ${payloadOf('phone', owner)})
      where exists (select from put) or exists (select from gone)
    `.execute(this.#db);
  }

  /** The link has ended. */
  async forget(link: string): Promise<void> {
    const query = sql`
      with gone as (delete from phone where link_epoch = ${link}::bigint returning owner)
      select pg_notify(${newsChannel}, ${payloadOf('phone', '')} || owner) from gone group by owner`;
    await lasting(() => query.execute(this.#db));
  }

  /** Whether a newer link has told of one of its phones, on whichever bridge of the same user. */
  async isFollowed(link: string): Promise<boolean> {
    const query = sql`
      select from phone as own join phone as other using (owner, device_id)
      where own.link_epoch = ${link}::bigint and other.link_epoch > own.link_epoch limit 1`;
    return (await lasting(() => query.execute(this.#db))).rows.length > 0;
  }

  /** A user's, or everybody's, in the order in which their bridges were linked. */
  async list(owner?: string): Promise<BookedPhone[]> {
    const query = sql<BookedPhone>`
      select device, phone.bridge_id as bridge, replica_id as replica, phone_lease.task_id is not null as leased
      from phone
      join replica on ${this.#reachable}
      left join phone_lease using (bridge_id, device_id)
      ${owner === undefined ? sql`` : sql`where phone.owner = ${owner}`}
      order by link_epoch, device_id`;
    return (await lasting(() => query.execute(this.#db))).rows;
  }

  /** A free phone, or the one that the holder has already; of its `own` only that. Throws TASK_MOVED. */
  async take(holder: LeaseHolder, wanted = '', which: 'any' | 'own' = 'any'): Promise<LeasedPhone | undefined> {
    const { taskId, subtaskId, owner } = holder;
    const leaseId = randomUUID();
    // A lease on a phone that is reached no more is given up: it went with its bridge. Of phones with the same name the
    // one that was linked last is meant.
    const query = sql<LeasedPhone | { device: null }>`
      with ${heldPart(taskId, holder)}, kept as (
        update phone_lease set id = ${leaseId}
        from phone join replica on ${this.#reachable}, held
        where task_id = held.id and subtask_id = ${subtaskId} and (${wanted} = '' or phone.device_id = ${wanted})
          and (phone.bridge_id, phone.device_id) = (phone_lease.bridge_id, phone_lease.device_id)
        returning phone.bridge_id, phone.device_id, device, replica_id
      ), given_up as (
        delete from phone_lease using held
        where task_id = held.id and subtask_id = ${subtaskId} and not exists (select from kept)
      ), free as (
        select phone.bridge_id, phone.device_id, device, replica_id from phone
        join replica on ${this.#reachable}
        where device ->> 'state' = 'idle' and phone.owner = ${owner} and (${wanted} = '' or device_id = ${wanted})
          and not exists (select from phone_lease where (bridge_id, device_id) = (phone.bridge_id, phone.device_id))
          and ${which === 'any'} and exists (select from held) and not exists (select from kept)
        order by case when ${wanted} = '' then 0 else link_epoch end desc,
          replica_id <> ${this.#replica}, link_epoch, device_id
        limit 1
        for update of phone skip locked
      ), lease as (
        insert into phone_lease (bridge_id, device_id, task_id, subtask_id, id)
        select bridge_id, device_id, ${taskId}, ${subtaskId}, ${leaseId} from free
        on conflict do nothing
        returning bridge_id, device_id
      ), given as (
        select bridge_id, device_id, device, replica_id from kept
        union all select bridge_id, device_id, device, replica_id from free join lease using (bridge_id, device_id)
      )
      select device, bridge_id as bridge, replica_id as replica, true as leased, ${leaseId} as "leaseId"
      from held left join given on true`;
    const { rows } = await lasting(() => query.execute(this.#db));
    const [phone] = rows;
    if (!phone) throw moved(taskId);
    return phone.device ? phone : undefined;
  }

  /** A lease that was given anew since is not ended. Tells of the phone also where the end of the task had freed it. */
  async release({ leaseId, bridge, device }: LeasedPhone): Promise<void> {
    const query = sql`
      with freed as (
        delete from phone_lease where bridge_id = ${bridge} and device_id = ${device.device_id} and id = ${leaseId}
      )
      select pg_notify(${newsChannel}, ${payloadOf('phone', '')} || owner) from phone
      where bridge_id = ${bridge} and device_id = ${device.device_id}`;
    await lasting(() => query.execute(this.#db));
  }
}
