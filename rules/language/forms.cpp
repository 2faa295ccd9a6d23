#include "rules/language/forms.hpp"

#include <algorithm>
#include <array>

namespace fenqun::rules::language {
namespace {

using enum FormId;

constexpr auto conditions = std::to_array<Form>({
    {text_has, "text has", "文本 含", "\"x\"", "\"x\"", {"文本里有这个词", "the text contains the word"}},
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
    {later, "has link", "含链接", "", "", {}},
    {later, "has phone", "含电话", "", "", {}},
    {later, "has address", "含地址", "", "", {}},
    {later, "said any", "说过任一", "(…) at least 2 times in 7d", "(…) 至少 2次 7天内", {}},
    {later, "sessions in", "会话数", "30d >= 2", "30天内 >= 2", {}},
    {later, "waiting", "等待", "> 5m", "> 5分钟", {}},
    {later, "hour in", "时段", "22..6", "22..6", {}},
    {later, "weekday in", "星期", "1..5", "1..5", {}},
    {later, "stage", "阶段", ">= 意向", ">= 意向", {}},
    {later, "orders in", "订单数", "90d >= 2", "90天内 >= 2", {}},
    {later, "spend in", "消费额", "365d >= 5000", "365天内 >= 5000", {}},
    {later, "average order", "客单价", ">= 1000", ">= 1000", {}},
    {later, "days since last order", "距上次下单", "> 90", "> 90", {}},
    {later, "ordered", "买过", "数码", "数码", {}},
    {later, "rfm.r", "rfm.r", ">= 4", ">= 4", {}},
    {later, "rfm.f", "rfm.f", ">= 4", ">= 4", {}},
    {later, "rfm.m", "rfm.m", ">= 4", ">= 4", {}},
    {later, "abc is", "abc 是", "A", "A", {}},
    {later, "p_alive", "p_alive", "< 0.3", "< 0.3", {}},
    {later, "expected spend in", "预期消费额", "90d > 500", "90天内 > 500", {}},
    {later, "city is", "城市 是", "(杭州 上海)", "(杭州 上海)", {}},
    {later, "attr", "属性", "\"会员等级\" is 金卡", "\"会员等级\" 是 金卡", {}},
    {later, "satisfaction", "满意度", "<= 2", "<= 2", {}},
    {later, "account is", "账号 是", "旗舰店", "旗舰店", {}},
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
    {set_attribute, "set", "设置", "attr = value", "属性 = 值", {}},
    {set_stage, "stage", "阶段", "S", "S", {}},
    {follow_up, "follow up in", "跟进", "3d \"…\"", "3天 \"…\"", {}},
    {webhook, "webhook", "回调", "NAME", "名字", {}},
    {later, "once", "一次", "", "", {}},
});

constexpr auto all_units = std::to_array<Unit>({
    {"d", "天", std::chrono::hours{24}},
    {"h", "小时", std::chrono::hours{1}},
    {"m", "分钟", std::chrono::minutes{1}},
    {"s", "秒", std::chrono::seconds{1}},
});

constexpr auto all_kinds = std::to_array<Spelling>({
    {"text", "文字"},
    {"image", "图片"},
    {"voice", "语音"},
    {"video", "视频"},
    {"file", "文件"},
    {"sticker", "表情"},
    {"card", "名片"},
    {"location", "位置"},
    {"media", "其他媒体"},
    {"joined", "入群"},
    {"befriended", "加好友"},
});

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::span<const Form> condition_forms() {
  return conditions;
}
std::span<const Form> effect_forms() {
  return effects;
}
std::span<const Unit> units() {
  return all_units;
}
std::span<const Spelling> kinds() {
  return all_kinds;
}

std::string_view head_of(FormId id, Language language) {
  for (const auto forms : {condition_forms(), effect_forms()}) {
    for (const auto& form : forms) {
      if (form.id == id) return form.head(language);
    }
  }
  return {};
}

bool same_word(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool Spelling::is(std::string_view word) const {
  return same_word(word, en) || word == zh;
}

bool is_joiner(std::string_view word) {
  return word_and.is(word) || word_or.is(word) || word_not.is(word);
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::greater_equal:
      return ">=";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::less:
      return "<";
    case Op::equal:
      return "=";
  }
  return "=";
}

std::string attribute_of(Figure figure, Millis window) {
  switch (figure) {
    case Figure::spend:
    case Figure::average_order:
      return {};
    case Figure::expected_spend:
      return "expected_spend." + duration_text(window, Language::en);
    case Figure::rfm_r:
      return "rfm.r";
    case Figure::rfm_f:
      return "rfm.f";
    case Figure::rfm_m:
      return "rfm.m";
    case Figure::p_alive:
      return "p_alive";
    case Figure::satisfaction:
      return "satisfaction";
  }
  return {};
}

std::string duration_text(Millis duration, Language language) {
  for (const auto& unit : all_units) {
    if (duration.count() % unit.length.count() == 0) {
      return std::to_string(duration / unit.length) + std::string(language == Language::zh ? unit.zh : unit.en);
    }
  }
  return std::to_string(duration.count()) + "ms";
}

std::optional<Millis> parse_duration(std::string_view word) {
  if (word.ends_with(word_within.zh)) word.remove_suffix(word_within.zh.size());
  std::size_t digits = 0;
  std::int64_t number = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') {
    if (digits >= 9) return std::nullopt;
    number = number * 10 + (word[digits++] - '0');
  }
  if (digits == 0) return std::nullopt;
  word.remove_prefix(digits);
  for (const auto& unit : all_units) {
    if (same_word(word, unit.en) || word == unit.zh) return number * unit.length;
  }
  return std::nullopt;
}

std::vector<std::string_view> split_words(std::string_view phrase) {
  std::vector<std::string_view> out;
  while (!phrase.empty()) {
    const auto space = phrase.find(' ');
    out.push_back(phrase.substr(0, space));
    phrase = space == std::string_view::npos ? std::string_view{} : phrase.substr(space + 1);
  }
  return out;
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
