// What routes read of a request: what it is about, and for whom it asks by which door.
import { parseStrict } from '@farhand/shared';
import type { FastifyRequest } from 'fastify';
import { type Door, doorHeader, ownDoors } from '../decisions/decision.js';
import type { Operations } from '../operations.js';
import { localPrincipal } from '../users/principal.js';
import { sessionIn } from './admission.js';
import { taskParamsSchema } from './schemas.js';

/** What the asking user can do and see. */
export function operationsOf(operations: Operations, request: FastifyRequest): Operations {
  return operations.forUser(request.principal.user, doorOf(request));
}

export function idIn(request: FastifyRequest): string {
  return parseStrict(taskParamsSchema, request.params, 'INPUT_INVALID', 'path').id;
}

/** A page of the console shows its cookie and no token. What this checkout's own programs are, they say; others are not asked. */
function doorOf({ headers, principal }: FastifyRequest): Door {
  if (headers.authorization === undefined && sessionIn(headers) !== undefined) return 'console';
  const said = principal.tokenId === localPrincipal.tokenId ? headers[doorHeader] : undefined;
  return ownDoors.find((door) => door === said) ?? 'api';
}
