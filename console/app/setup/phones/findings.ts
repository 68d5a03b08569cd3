// The doctor's sentences in Chinese: it tells them in English, with what was found in between, which stays as it is. One that
// is missing here is shown in English. A test looks that each still stands in the doctor's own files.
import { language } from '../../words/words.js';

export const sentences: Readonly<Record<string, string>> = {
  'no phone is connected': '未连接手机',
  'Commands are carried out on the virtual phone.': '指令将在虚拟手机上执行。',
  'The phone has not accepted this computer.': '手机尚未允许这台电脑。',
  'Unlock it, tick "Always allow from this computer" in the dialog and accept. No dialog: unplug and plug in again':
    '解锁手机，在对话框中勾选“始终允许使用这台计算机进行调试”并确认。没有对话框：拔下数据线后重新插上',
  'adb knows the phone but does not reach it.': 'adb 认识这部手机，但无法连接。',
  'Unplug the cable and plug it in again; try another cable or port': '拔下数据线后重新插上；换一根线或一个接口试试',
  'The phone does not answer.': '手机没有应答。',
  'Plug it in again': '请重新插上',
  'connected again': '已重新连接',
  'USB debugging is on, but the maker of the phone asks for more before it may be steered.':
    'USB 调试已开启，但手机厂商还要求更多设置才允许操作。',
  'Look in the developer options for a switch about simulated input or security settings, and turn it on':
    '在开发者选项中找到与模拟点击或安全设置有关的开关，并打开',
  'An earlier run ended while it typed; people cannot type with this input method.':
    '之前一次运行在输入时中断；人无法使用这个输入法打字。',
  'Without adb no phone can be reached, not even the virtual one.': '没有 adb 就无法连接任何手机，虚拟手机也不行。',
  'Appium cannot steer Android without its driver.': '没有驱动，Appium 无法操作 Android。',
  'No phone can be steered without Appium.': '没有 Appium 就无法操作任何手机。',
  'Goals that no skill serves are refused.': '没有对应技能的目标会被拒绝。',
  'no vision model is set': '未设置视觉模型',
  'What is painted over it cannot read.': '被遮盖的内容它读不到。',
  'Goals that need it are refused.': '需要它的目标会被拒绝。',
  'The model answers text but takes no pictures, so it cannot see a phone.':
    '模型能回答文字但不接受图片，因此看不到手机屏幕。',
  'The hand cannot ask its model.': '手无法访问它的模型。',
  'Serve a vision model (with llama.cpp: also --mmproj), or set FARHAND_HAND_MODEL to one':
    '请提供视觉模型（llama.cpp 还需 --mmproj），或将 FARHAND_HAND_MODEL 设为视觉模型',
  'Screens that say nothing to accessibility (some web pages, games) stay blank for the skills, and the gate does not know the buttons that are only painted there.':
    '不提供无障碍信息的屏幕（某些网页、游戏）对技能来说是空白，安全闸门也不认识只画在上面的按钮。',
  'switched off': '已关闭',
  'its packages are not installed': '未安装所需的包',
};

export function spoken(sentence: string): string {
  return language.value === 'zh' ? (sentences[sentence] ?? sentence) : sentence;
}
