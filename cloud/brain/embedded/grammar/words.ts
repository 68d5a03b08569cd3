// Words of commands that are the same in any app: what asks, what compares, which one of several, what begins a deed.

/** Which one of several is meant. */
export const bestWords =
  /(?:(?:销量|评分|人气|播放量?|点赞量?|点赞数?|赞同数?|赞|评论数?|收藏数?|热度|价格|票价|距离|好评率?|月售|折扣|口碑|观看|粉丝|回复|转发)(?:数|量)?(?:最[高多低少大]))|(?:播放|点赞|赞同|评论|收藏|观看|转发|回复|卖得|买的人|看的人)(?:次数|人数)?最[多少好]|离(?:我|这里|这儿|公司|家)?最近|最(?:便宜|贵|早|晚|快|慢|近|新|热门|火|受欢迎|划算|实惠|省钱|省时|高分|畅销|好评)|最后一(?=[班趟])|卖得最好|\b(?:cheapest|earliest|latest|newest|nearest|closest|fastest|quickest|shortest|longest|slowest|biggest|largest|least expensive|most expensive|(?:best|top|highest|lowest)[- ](?:rated|selling|priced|scored)|lowest price|highest score|(?:most|least) (?:recent|popular|viewed|watched|played|liked|upvoted|reviewed|commented|followed|bought|sold|shared|saved)|(?:played|liked|viewed|watched|upvoted|sold) (?:the )?most|(?:with|has|got) the (?:most|best|highest|lowest|fewest) (?:views|likes|plays|upvotes|comments|rating|ratings|reviews|score|sales|price|followers))\b/iu;

/** A question, in so far as one word can tell. */
export const askingWords =
  /(?<!好)几(?![乎何])|多少|多[久长远大高]|什么|啥|哪|谁|怎么(?=走|去)|有没有|还有没|是不是|贵不贵|[堵开在远]不[堵开在远]|吗[？?]?$|\b(?:how (?:much|many|long|far|old|often|late|soon)|what|what's|when|where|which|who|whose|are there|is there|do i have|did i)\b|^(?:did|does|do|is|are|has|have|was|were) (?:my|the|i|it|there)\b/iu;

/** Not what a screen says but how something is done, or why: no app has a page for it. */
export const explainingWords =
  /怎么(?!走|去)|如何|为什么|为啥|能不能|可不可以|应该|好不好|值不值|\b(?:how (?:do|to|can|should|does)|why|should|can i|may i|is it (?:safe|worth|better)|better than|difference between)\b/iu;

/** What a condition compares with, or affirms. */
export const testWords =
  /(?:没有?|不)?(?:超过|高于|大于|多于|晚于|早于|贵过|低于|少于|小于)|不到|不足|不满|没到|至少|最多|还?有没?有?(?=[\p{L}\d])|没有|还?剩(?=\d)|不?够|比.{1,10}(?:便宜|贵|快|近|高|低)|(?:超|涨)出|下雨|晚点|取消了|\b(?:(?:is|are|costs?|takes?|has|have|gets?|goes|was)\s+)?(?:over|above|more than|less than|under|below|at least|at most|fewer than|longer than|cheaper than|later than|earlier than|after|before)\b|\b(?:is|are|has|have) (?:no|any|left|available|sold out|delayed)\b/iu;

const deedsZh =
  /^(?:(?:都|也|就|先|直接|马上|帮我|给我|替我|请|麻烦|请你|去|用|在|到)?(?:把|将|给|跟|向|帮|打开|开启|关闭|关掉|开|关|设|定|建|新建|创建|添加|加|存|记|写|抄|发|转|告诉|通知|提醒|收藏|点[^了过]|播|放|听|听歌|导航|骑车|步行|打车|打个车|叫|查|看|搜|找|问|关注|订阅|连|调|改|换|切|比|打电话|拨|预订|订|买|下单|加购|分享|转发|评论|回复|如果|要是|假如|万一|否则|不然|要不|提前|选)|用\S{1,8}(?:发|告诉|查|看|搜|导航|叫|打|放|播|点)|在\S{1,10}(?:里|上|中)?(?:发|告诉|查|看|搜|导航|叫|打|放|播|记|收藏|建|加|写))/u;
const deedsEn =
  /^(?:please |also |just |then |now )*(?:set|send|text|message|tell|let|add|put|navigate|take me|bring me|guide|note|write|jot|save|store|copy|like|upvote|heart|follow|subscribe|play|order|get me|remind|wake|turn|switch|dim|brighten|mute|enable|disable|call|ring|open|book|post|search|look up|look for|find|check|show|start|share|forward|favou?rite|bookmark|star|compare|hail|see|make|create|email|lower|raise|if|otherwise|give)\b/iu;

/** Whether words begin with a deed of their own. */
export function beginsDeed(words: string): boolean {
  return deedsZh.test(words) || deedsEn.test(words);
}
