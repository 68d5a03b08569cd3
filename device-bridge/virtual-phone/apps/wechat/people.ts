// The people and groups in WeChat, and what they have written so far. Two persons have names that begin alike, some go
// by a remark instead of their own nickname: that is what a contact search has to cope with.

export interface Contact {
  readonly id: string;
  /** What the person calls themselves. */
  readonly nickname: string;
  /** What the owner of the phone calls them; shown instead of the nickname. */
  readonly remark?: string;
  readonly wechatId: string;
  /** Latin names that find the contact: "Zhang San", "Mom". */
  readonly aliases: readonly string[];
  /** Full pinyin of the shown name, without spaces. */
  readonly pinyin: string;
  readonly hue: number;
  /** Members of a group; absent for a person. */
  readonly members?: number;
}

export interface Greeting {
  readonly contactId: string;
  /** As the chat list shows it. */
  readonly timeText: string;
  readonly unread: number;
  /** Messages so far; those that begin with ">" are the owner's own. */
  readonly messages: readonly string[];
  /** A red packet below the messages. */
  readonly packet?: { readonly from: string; readonly greeting: string; readonly fen: number };
}

function person(
  id: string,
  nickname: string,
  pinyin: string,
  aliases: readonly string[],
  hue: number,
  remark?: string,
): Contact {
  return { id, nickname, wechatId: `wxid_${id}`, aliases, pinyin, hue, ...(remark ? { remark } : {}) };
}

export const CONTACTS: readonly Contact[] = [
  person('zhangsan', '张三', 'zhangsan', ['Zhang San'], 210),
  person('zhangsanfeng', '张三丰', 'zhangsanfeng', ['Zhang Sanfeng'], 28),
  person('lisi', '李四', 'lisi', ['Li Si'], 265),
  person('wangwu', '隔壁老王', 'wangwu', ['Wang Wu'], 340, '王五'),
  person('mama', '岁月静好', 'mama', ['Mom', 'Mum', 'Mama'], 355, '妈妈'),
  person('baba', '大海', 'baba', ['Dad', 'Papa'], 195, '爸爸'),
  person('filehelper', '文件传输助手', 'wenjianchuanshuzhushou', ['File Transfer'], 120),
  person('chenjingli', '陈建国', 'chenjingli', ['Manager Chen'], 48, '陈经理'),
  person('lisa', 'Lisa Wong', 'lisawong', ['Lisa'], 300),
  person('david', 'David Chen', 'davidchen', ['David'], 170),
  person('xiaoming', '小明', 'xiaoming', ['Xiao Ming'], 90),
  person('zhaomin', '赵敏', 'zhaomin', ['Zhao Min'], 320),
  person('liuyang', '刘洋', 'liuyang', ['Liu Yang'], 230),
  person('wuye', '阳光物业管家', 'yangguangwuyeguanjia', ['Property'], 60),
  person('kuaidi', '快递小哥', 'kuaidixiaoge', ['Courier'], 15),
  person('sunli', '孙丽', 'sunli', ['Sun Li'], 285),
  person('zhoujie', '周杰', 'zhoujie', ['Zhou Jie'], 140),
];

function group(id: string, nickname: string, pinyin: string, members: number, hue: number): Contact {
  return { id, nickname, wechatId: `room_${id}`, aliases: [], pinyin, hue, members };
}

export const GROUPS: readonly Contact[] = [
  group('product', '产品讨论组', 'chanpintaolunzu', 8, 200),
  group('family', '相亲相爱一家人', 'xiangqinxiangaiyijiaren', 6, 5),
  group('badminton', '周末羽毛球群', 'zhoumoyumaoqiuqun', 23, 100),
];

/** Whose phone it is. */
export const OWNER: Contact = {
  id: 'me',
  nickname: '陈先生',
  wechatId: 'chen_2026',
  aliases: [],
  pinyin: 'chenxiansheng',
  hue: 200,
};

export const GREETINGS: readonly Greeting[] = [
  {
    contactId: 'product',
    timeText: '09:32',
    unread: 3,
    messages: ['李四：原型图更新到第三版了', '陈经理：下午评审，大家准备一下'],
  },
  { contactId: 'zhangsan', timeText: '09:15', unread: 1, messages: ['早上好', '>早', '今天的会议几点开始？'] },
  { contactId: 'mama', timeText: '08:56', unread: 2, messages: ['天冷了多穿点', '周末回家吃饭吗'] },
  { contactId: 'lisi', timeText: '昨天', unread: 0, messages: ['报销单我已经提交了', '>收到，谢谢'] },
  { contactId: 'filehelper', timeText: '昨天', unread: 0, messages: ['>会议纪要.docx'] },
  {
    contactId: 'family',
    timeText: '昨天',
    unread: 5,
    messages: ['爸爸：今天包了饺子', '妈妈：都回来吃'],
    packet: { from: '妈妈', greeting: '周末都回来吃饭', fen: 888 },
  },
  { contactId: 'zhangsanfeng', timeText: '星期六', unread: 0, messages: ['太极拳课改到周日上午九点', '>好的师傅'] },
  { contactId: 'lisa', timeText: '星期六', unread: 0, messages: ['See you on Monday!', '>See you :)'] },
  { contactId: 'wangwu', timeText: '星期五', unread: 0, messages: ['上次借的书看完了吗？'] },
  { contactId: 'badminton', timeText: '星期五', unread: 0, messages: ['周杰：这周六下午两点，3号场'] },
  { contactId: 'chenjingli', timeText: '星期四', unread: 0, messages: ['周报记得周五前发我', '>好的'] },
  { contactId: 'kuaidi', timeText: '星期三', unread: 0, messages: ['您的快递放在门口柜子里了'] },
  { contactId: 'wuye', timeText: '11月16日', unread: 0, messages: ['【通知】明日上午 9 点至 11 点停水检修'] },
];

export function shownName(contact: Contact): string {
  return contact.remark ?? contact.nickname;
}

const NAME_CHARACTERS = /[^\p{L}\p{N}]/gu;

function squeezed(text: string): string {
  return text.toLowerCase().replace(NAME_CHARACTERS, '');
}

/** By shown name, nickname, pinyin from its beginning, Latin alias, or WeChat id; exact names first. */
export function findContacts(contacts: readonly Contact[], query: string): Contact[] {
  const wanted = squeezed(query);
  if (wanted === '') return [];
  const hits = contacts.filter((contact) => {
    const names = [shownName(contact), contact.nickname, contact.wechatId, ...contact.aliases].map(squeezed);
    return names.some((name) => name.includes(wanted)) || contact.pinyin.startsWith(wanted);
  });
  const exactness = (contact: Contact): number => {
    const names = [shownName(contact), contact.pinyin, ...contact.aliases].map(squeezed);
    return names.includes(wanted) ? 0 : 1;
  };
  return hits.toSorted((a, b) => exactness(a) - exactness(b));
}
