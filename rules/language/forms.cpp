#include "rules/language/forms.hpp"

#include <algorithm>
#include <array>

namespace fenqun::rules::language {
namespace {

using enum FormId;

constexpr auto conditions = std::to_array<Form>({
    {text_has, "text has", "文本 含", "\"x\"", "\"x\"", {"文本里有这个词", "the text contains the word"}},
    {text_near,
     "text has",
     "文本 含",
     "a near b within 8",
     "a 邻近 b 8字内",
     {"两个词都有，之间最多这么多字，前后不限", "it has both, at most so many characters apart, in either order"}},
    {text_any,
     "text has any",
     "文本 含任一",
     "(a b $list)",
     "(a b $词表)",
     {"至少有其中一个词", "it contains at least one of the words"}},
    {text_all, "text has all", "文本 含全部", "(a b $list)", "(a b $词表)", {"每个词都有", "it contains every word"}},
    {text_asserts_any,
     "text asserts any",
     "文本 表示任一",
     "(a b $list)",
     "(a b $词表)",
     {"至少有其中一个词，而且是当真说的：没有被否定、假设、引述，也不是说别家",
      "it contains at least one of the words, and means it: not negated, supposed, quoted or said of another shop"}},
    {text_asserts_all,
     "text asserts all",
     "文本 表示全部",
     "(a b $list)",
     "(a b $词表)",
     {"每个词都有，而且都是当真说的", "it contains every word and means each"}},
    {text_none,
     "text has none",
     "文本 不含",
     "(a b $list)",
     "(a b $词表)",
     {"是文字消息，而且一个词也没有", "it is a text and contains none of the words"}},
    {text_is, "text is", "文本 是", "(a b)", "(a b)", {"整句就是其中一个", "the whole text is one of them"}},
    {text_starts,
     "text starts with",
     "文本 开头是",
     "(a b)",
     "(a b)",
     {"以其中一个开头", "it starts with one of them"}},
    {text_ends, "text ends with", "文本 结尾是", "(a b)", "(a b)", {"以其中一个结尾", "it ends with one of them"}},
    {text_matches,
     "text matches",
     "文本 匹配",
     "/re/",
     "/re/",
     {"符合正则表达式（线性时间）", "it matches the regular expression (linear time)"}},
    {text_sounds,
     "text sounds like",
     "文本 读音像",
     "(tuikuan 退款)",
     "(tuikuan 退款)",
     {"听起来像：谐音字也算；写拼音或汉字", "it sounds like one of them, homophones too; pinyin or Chinese words"}},
    {text_length,
     "text length",
     "文本 长度",
     ">= 200",
     ">= 200",
     {"字数，按客户原文计", "length in characters, as the customer wrote it"}},
    {kind, "kind is", "类型 是", "image", "图片", {"消息的类型", "the kind of the message"}},
    {platform, "platform is", "平台 是", "onebot11", "onebot11", {"来自这个平台", "it came from this platform"}},
    {tag,
     "tag",
     "有标签",
     "需求/退款",
     "需求/退款",
     {"客户有这个标签；`需求/*` 是它下面的任何一个", "the customer has the tag; `需求/*` means any below it"}},
    {group, "group", "在分组", "售后客户", "售后客户", {"客户在这个分组", "the customer is in this group"}},
    {messages,
     "messages in",
     "消息数",
     "7d >= 3",
     "7天内 >= 3",
     {"这段时间里客户的消息数", "messages of the customer in that time"}},
    {days_since_last,
     "days since last message",
     "距上次消息",
     "> 30",
     "> 30",
     {"距上一条消息的天数；时间一到自己成立", "days since the last message; time alone makes it true"}},
    {days_since_first,
     "days since first message",
     "距首次消息",
     "<= 7",
     "<= 7",
     {"距第一条消息的天数", "days since the first message"}},
    {has_link, "has link", "含链接", "", "", {"消息里有网址", "the message has a web address"}},
    {has_phone, "has phone", "含电话", "", "", {"消息里有电话号码", "the message has a telephone number"}},
    {has_address, "has address", "含地址", "", "", {"消息里有收件地址", "the message has a postal address"}},
    {said,
     "said any",
     "说过任一",
     "(a b $list) at least 2 times in 7d",
     "(a b $词表) 至少 2次 7天内",
     {"这段时间里有几条消息说到其中一个词；一条消息只算一次",
      "so many messages in that time had one of the words; each message counts once"}},
    {sessions,
     "sessions in",
     "会话数",
     "30d >= 2",
     "30天内 >= 2",
     {"这段时间里开始的会话数；沉默半小时算一次会话结束",
      "sessions that began in that time; half an hour of silence ends one"}},
    {waiting,
     "waiting",
     "等待",
     "> 5m",
     "> 5分钟",
     {"客户最早一条没人回的消息等了多久；时间一到自己成立",
      "how long the oldest unanswered message has waited; time alone makes it true"}},
    {hour,
     "hour in",
     "时段",
     "22..6",
     "22..6",
     {"账号当地时间，从前一个到后一个之前；可以跨零点，可写 9:30..18:00",
      "local time of the account, from the first to before the second; over midnight too, and 9:30..18:00"}},
    {weekday,
     "weekday in",
     "星期",
     "1..5",
     "1..5",
     {"账号当地的星期，首尾都算；1 是星期一，可写 一..五",
      "local weekday, both ends included; 1 is Monday, mon..fri will do"}},
    {stage,
     "stage",
     "阶段",
     ">= 意向",
     ">= 意向",
     {"客户在维度 `阶段` 里的位置，按 one_of 的次序比较",
      "where the customer stands in the dimension `stage`, compared in the order of one_of"}},
    {orders, "orders in", "订单数", "90d >= 2", "90天内 >= 2", {"这段时间里的订单数", "orders in that time"}},
    {spend,
     "spend in",
     "消费额",
     "365d >= 5000",
     "365天内 >= 5000",
     {"这段时间里花的钱，以元计，最多两位小数", "money spent in that time, in whole units, up to two decimals"}},
    {average_order, "average order", "客单价", ">= 1000", ">= 1000", {"平均每单金额", "average value of an order"}},
    {days_since_order,
     "days since last order",
     "距上次下单",
     "> 90",
     "> 90",
     {"距上一次下单的天数；时间一到自己成立", "days since the last order; time alone makes it true"}},
    {ordered,
     "ordered",
     "买过",
     "(数码 手机)",
     "(数码 手机)",
     {"买过的商品名里有其中一个词", "the name of something bought has one of the words"}},
    {rfm_r, "rfm.r", "rfm.r", ">= 4", ">= 4", {"最近购买的得分，1 到 5", "score of recency, 1 to 5"}},
    {rfm_f, "rfm.f", "rfm.f", ">= 4", ">= 4", {"购买频率的得分，1 到 5", "score of frequency, 1 to 5"}},
    {rfm_m, "rfm.m", "rfm.m", ">= 4", ">= 4", {"购买金额的得分，1 到 5", "score of money, 1 to 5"}},
    {abc, "abc is", "abc 是", "A", "A", {"按贡献分的类", "class by share of the revenue"}},
    {p_alive,
     "p_alive",
     "p_alive",
     "< 0.3",
     "< 0.3",
     {"还会再来的概率，0 到 1，最多四位小数", "probability of coming again, 0 to 1, up to four decimals"}},
    {expected_spend,
     "expected spend in",
     "预期消费额",
     "90d > 500",
     "90天内 > 500",
     {"今后这段时间里预计花的钱", "money expected in the time to come"}},
    {city, "city is", "城市 是", "(杭州 上海)", "(杭州 上海)", {"属性 `城市`", "the attribute `city`"}},
    {attribute,
     "attr",
     "属性",
     "\"会员等级\" is 金卡",
     "\"会员等级\" 是 金卡",
     {"这个属性是其中一个值，归一化后比较", "the attribute is one of the values, compared after folding"}},
    {satisfaction, "satisfaction", "满意度", "<= 2", "<= 2", {"最近一次评价，1 到 5", "the last rating, 1 to 5"}},
    {account,
     "account is",
     "账号 是",
     "旗舰店",
     "旗舰店",
     {"客户写给我们的这个账号", "the customer writes to this account of ours"}},
});

constexpr auto effects = std::to_array<Form>({
    {give_tag,
     "tag",
     "标签",
     "T · T for 30d · T while true",
     "T · T 30天 · T 条件成立时",
     {"给标签：一直保留；保留一段时间；条件成立时保留",
      "gives a tag: for good; for a time; while the condition holds"}},
    {take_tag, "untag", "去标签", "T", "T", {"去掉标签", "removes a tag"}},
    {move_to, "group", "分组", "G", "G", {"移到分组（同时离开原来的）", "moves to the group (and out of the old one)"}},
    {reply, "reply", "回复", "\"…\" · $template", "\"…\" · $模板", {"回复客户", "answers the customer"}},
    {notify,
     "notify",
     "通知",
     "WHERE \"…\"",
     "去处 \"…\"",
     {"发通知；不写内容则用标准通知", "sends a notice; a standard one when there is no text"}},
    {set_attribute,
     "set",
     "设置",
     "attr = value",
     "属性 = 值",
     {"设置客户的属性；\"\" 去掉它", "sets an attribute of the customer; \"\" removes it"}},
    {set_stage, "stage", "阶段", "S", "S", {"把客户放到这个阶段", "puts the customer at this stage"}},
    {follow_up,
     "follow up in",
     "跟进",
     "3d \"…\" · 3d $template",
     "3天 \"…\" · 3天 $模板",
     {"过了这段时间发给客户，期间客户来消息就不发",
      "says it to the customer after that time, unless the customer writes before"}},
    {webhook, "webhook", "回调", "NAME", "名字", {"调用配置里的回调", "calls a webhook of the configuration"}},
});

}  // namespace

std::span<const Form> condition_forms() {
  return conditions;
}
std::span<const Form> effect_forms() {
  return effects;
}

std::string_view head_of(FormId id, Language language) {
  for (const auto forms : {condition_forms(), effect_forms()}) {
    for (const auto& form : forms) {
      if (form.id == id) return form.head(language);
    }
  }
  return {};
}

std::optional<std::string> glued_head(std::span<const Form> forms, std::string_view word) {
  std::string_view best;
  std::size_t longest = 0;
  for (const auto& form : forms) {
    for (const auto language : {Language::en, Language::zh}) {
      const auto words = split_words(form.head(language));
      auto rest = word;
      const bool begun = std::all_of(words.begin(), words.end(), [&](std::string_view part) {
        if (!same_word(rest.substr(0, part.size()), part)) return false;
        rest.remove_prefix(part.size());
        return true;
      });
      // One English word is more often the beginning of another word than glued on: stages, tags.
      const bool told = words.size() > 1 || (language == Language::zh && !rest.empty());
      if (!begun || !told || word.size() - rest.size() <= longest) continue;
      best = form.head(language);
      longest = word.size() - rest.size();
    }
  }
  return longest == 0 ? std::nullopt : std::optional<std::string>(best);
}

std::vector<std::string> first_words(std::span<const Form> forms) {
  std::vector<std::string> out;
  for (const auto& form : forms) {
    for (const auto language : {Language::en, Language::zh}) {
      const std::string word(split_words(form.head(language)).front());
      if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
    }
  }
  return out;
}

}  // namespace fenqun::rules::language
