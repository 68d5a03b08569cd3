// `am instrument`: runs the automation server. The command stays open for as long as the server lives; Appium takes its
// end for a crash.
import { type CommandContext, failure, success } from '../command.js';

export async function instrument(context: CommandContext, args: readonly string[]): Promise<number> {
  const component = args.at(-1) ?? '';
  const [packageName = '', runner] = component.split('/');
  const instrumentation = context.phone.packages.get(packageName)?.instrumentation;
  const target = instrumentation && context.phone.packages.get(instrumentation.targetPackage);
  if (instrumentation === undefined || target === undefined || instrumentation.runner !== runner) {
    context.print(`android.util.AndroidException: INSTRUMENTATION_FAILED: ${component}`);
    context.complain('INSTRUMENTATION_STATUS: id=ActivityManagerService');
    context.complain(
      `INSTRUMENTATION_STATUS: Error=Unable to find instrumentation info for: ComponentInfo{${component}}`,
    );
    context.complain('INSTRUMENTATION_STATUS_CODE: -1');
    return failure;
  }
  const ended = context.automation.run(target.packageName, context.signal);
  context.print('INSTRUMENTATION_STATUS: class=io.appium.uiautomator2.server.test.AppiumUiAutomator2Server');
  context.print('INSTRUMENTATION_STATUS: test=startServer');
  context.print('INSTRUMENTATION_STATUS_CODE: 1');
  await ended;
  context.print('INSTRUMENTATION_STATUS_CODE: 0');
  context.print('INSTRUMENTATION_RESULT: stream=\n\nTime: 1.0\n\nOK (1 test)\n');
  context.print('INSTRUMENTATION_CODE: -1');
  return success;
}
