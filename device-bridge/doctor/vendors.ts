// Switches that phone makers put in the way of automation, beyond USB debugging. From the makers' menus as users and the
// Appium community describe them; their names differ between versions.

const switches: readonly { readonly maker: RegExp; readonly turnOn: string }[] = [
  {
    maker: /xiaomi|redmi|poco/i,
    turnOn:
      'developer options: "USB debugging (Security settings)" (USB 调试（安全设置）) and "Install via USB" (USB 安装)',
  },
  {
    maker: /oppo|realme|oneplus/i,
    turnOn: 'developer options: "Disable permission monitoring" (禁止权限监控)',
  },
  {
    maker: /vivo|iqoo/i,
    turnOn: 'developer options: "USB simulated taps" (USB 模拟点击, also called USB 安全操作)',
  },
  {
    maker: /huawei|honor/i,
    turnOn:
      'developer options: "Allow ADB debugging in charge only mode" (仅充电模式下允许 ADB 调试); switch pure mode (纯净模式) off',
  },
  {
    maker: /samsung/i,
    turnOn: 'Settings > Security: switch Auto Blocker (自动拦截) off, which otherwise blocks USB commands',
  },
];

/** What else is to be switched on for this maker's phones; nothing for others. */
export function vendorSwitches(maker: string): string | undefined {
  return switches.find((entry) => entry.maker.test(maker))?.turnOn;
}
