// The page that asks who one is: phone number, code by SMS, and consent.
import type { Actions } from './actions.js';
import { check, push } from './blocks/controls.js';
import { bigButton, field } from './blocks/forms.js';
import { row } from './blocks/row.js';
import { heading, space } from './blocks/texts.js';
import type { Body } from './body.js';
import { bind } from './bound.js';

const phoneDigits = 11;
const codeDigits = 6;

export interface LoginParams {
  phone?: string;
  code?: string;
  agreed?: boolean;
}

export interface LoginOptions {
  /** "登录美团". */
  readonly title: string;
  onDone(phone: string): void;
}

/** Body of a login page; its params hold what was typed. */
export function login<Routes>(params: LoginParams, act: Actions<Routes>, options: LoginOptions): Body {
  const { phone = '', code = '', agreed = false } = params;
  const submit = (): void => {
    if (phone.length !== phoneDigits) act.toast('请输入正确的手机号');
    else if (code.length !== codeDigits) act.toast('请输入6位验证码');
    else if (!agreed) act.toast('请先同意用户协议和隐私政策');
    else options.onDone(phone);
  };
  return {
    bar: { close: true, back: true },
    background: '#ffffff',
    content: [
      space('login-top', 24),
      heading(options.title, { sizeDp: 26, key: 'login-title' }),
      space('login-gap', 16),
      field('login-phone', bind(params, 'phone', ''), { hint: '请输入手机号', name: '+86' }),
      field('login-code', bind(params, 'code', ''), { hint: '请输入验证码', name: '验证码' }),
      row('login-send', '收不到验证码？', {
        faded: true,
        titleDp: 13,
        control: push('获取验证码', () => act.toast('验证码已发送')),
      }),
      row('login-agree', '我已阅读并同意《用户协议》《隐私政策》', {
        titleDp: 13,
        titleLines: 2,
        faded: true,
        lead: check(bind(params, 'agreed', false)),
      }),
      bigButton('login-go', '登录', submit),
    ],
  };
}
