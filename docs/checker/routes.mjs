// Requests against the OpenAPI description.
import { Ajv2020 } from 'ajv/dist/2020.js';

const ajv = new Ajv2020({ strict: false, validateFormats: false });

export function routeOf({ paths }, method, path) {
  const matching = Object.entries(paths).filter(([pattern]) =>
    new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  for (const [, methods] of matching) if (methods[method.toLowerCase()]) return methods[method.toLowerCase()];
  return undefined;
}

export function bodyProblem(route, text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return `the body is no JSON: ${error.message}`;
  }
  const schema = route.requestBody?.content?.['application/json']?.schema;
  if (!schema) return 'this route takes no body';
  return ajv.validate(schema, body) ? undefined : `the body is not what the route takes: ${ajv.errorsText()}`;
}

/** Whether some route takes or answers such a value. */
export function isOfSomeRoute({ paths }, value) {
  const routes = Object.values(paths).flatMap((methods) => Object.values(methods));
  const schemas = routes.flatMap(({ requestBody, responses }) =>
    [requestBody, ...Object.values(responses ?? {})].map((part) => part?.content?.['application/json']?.schema),
  );
  return schemas.some((schema) => schema?.additionalProperties === false && ajv.validate(schema, value));
}
