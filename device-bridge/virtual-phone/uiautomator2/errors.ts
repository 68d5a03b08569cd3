// Errors of the WebDriver protocol, as the automation server answers them: https://www.w3.org/TR/webdriver2/#errors

export class WebDriverError extends Error {
  readonly code: string;
  readonly httpStatus: number;

  constructor(code: string, httpStatus: number, message: string) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

export function noSuchElement(): WebDriverError {
  const message = 'An element could not be located on the page using the given search parameters';
  return new WebDriverError('no such element', 404, message);
}

export function staleElement(description: string): WebDriverError {
  const message = `The element '${description}' does not exist in DOM anymore`;
  return new WebDriverError('stale element reference', 404, message);
}

export function invalidSelector(message: string): WebDriverError {
  return new WebDriverError('invalid selector', 400, message);
}

export function invalidArgument(message: string): WebDriverError {
  return new WebDriverError('invalid argument', 400, message);
}

export function invalidElementState(message: string): WebDriverError {
  return new WebDriverError('invalid element state', 400, message);
}
