#include <bitset>

#include "rules/traits/address_parts.hpp"
#include "rules/traits/text.hpp"

namespace fenqun::rules::traits {
namespace {

constexpr int enough = 3;
constexpr std::size_t widest_gap = 30;   // bytes between two parts
constexpr std::size_t longest_name = 8;  // characters

constexpr std::string_view regions[] = {"自治区", "新区", "街道", "省", "市", "区", "县", "镇", "乡", "村"};
constexpr std::string_view other_words[] = {
    "城市", "超市", "上市",   "股市", "门市", "夜市", "集市", "菜市", "小区", "社区", "地区", "专区",
    "时区", "景区", "片区",   "灾区", "牧区", "郊区", "误区", "山区", "全区", "本区", "同区", "外区",
    "论区", "展区", "城区内", "节省", "农村", "山村", "乡村", "家乡", "故乡", "全省", "本省", "外省",
    "各省", "本市", "全市",   "外市", "个省", "个市", "个区", "个县", "个镇", "个村"};
constexpr std::string_view leads_to[] = {"到", "在", "于", "是", "寄", "往", "送", "至",
                                         "去", "从", "我", "给", "改", "发", "成", "址"};
constexpr std::string_view no_region_behind[] = {"场", "面", "价", "民", "别", "分", "间", "块", "域", "钱", "心", "事",
                                                 "力", "时", "电", "下", "了", "得", "略", "吃", "集", "亲", "镇", "盈",
                                                 "值", "费", "号", "点", "定", "静", "痛", "委", "长", "里", "我"};
constexpr std::string_view roads[] = {"大道", "大街", "胡同", "公路", "路", "街", "巷", "弄"};
constexpr std::string_view no_road_before[] = {"网", "线", "道", "马", "走", "迷", "一", "铁", "电", "思", "问",
                                               "带", "绕", "逛", "上", "赶", "在", "半", "的", "条", "修", "销"};
constexpr std::string_view places[] = {"小区", "花园",   "公寓",   "大厦",   "广场",   "家园", "新村",
                                       "宿舍", "写字楼", "产业园", "工业园", "科技园", "大学", "学院",
                                       "医院", "豪庭",   "名苑",   "佳苑",   "华庭",   "公馆"};
constexpr std::string_view buildings[] = {"号楼", "号院", "单元", "栋", "幢", "座", "室"};
constexpr std::string_view no_door[] = {"号线", "号码", "号机", "号链", "号球", "号色"};
constexpr std::string_view no_number[] = {"号线", "号码", "号机", "号店", "号链", "号口", "号到",
                                          "号发", "号前", "号后", "号晚", "号早", "号下", "号上",
                                          "号的", "号出", "号球", "号电", "号色", "号开"};

// The first characters of all that mark() looks for.
const std::bitset<0x10000>& beginnings() {
  static const auto made = [] {
    std::bitset<0x10000> bits;
    const auto add = [&](const auto& words) {
      for (const std::string_view word : words) bits.set(character_at(word, 0));
    };
    add(regions), add(roads), add(places), add(buildings);
    bits.set(u'号');
    return bits;
  }();
  return made;
}

// The number directly before `at`, digits and letters with dashes, perhaps a space: where it begins, or `at`.
std::size_t number_before(std::string_view text, std::size_t at) {
  auto end = at > 0 && text[at - 1] == ' ' ? at - 1 : at;
  auto begin = end;
  while (begin > 0 && end - begin < 8 && (is_word(text[begin - 1]) || text[begin - 1] == '-')) --begin;
  while (begin < end && text[begin] == '-') ++begin;
  const bool digits = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                  text.begin() + static_cast<std::ptrdiff_t>(end), is_digit);
  if (begin < end && (digits || end - begin == 1)) return begin;
  constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return any_ends_at(text, end, numerals) ? end - han_bytes : at;
}

// Behind 138号, 12弄, 3-5 号 at `at`, or 0.
std::size_t behind_door(std::string_view text, std::size_t at) {
  const auto begin = behind_space(text, at);
  auto end = begin;
  while (end - begin < 8 && (is_digit(byte_at(text, end)) || byte_at(text, end) == '-')) ++end;
  if (end == begin || end - begin >= 8 || text[begin] == '-') return 0;
  if (is_letter(byte_at(text, end))) ++end;
  end = behind_space(text, end);
  if (any_starts_at(text, end, no_door)) return 0;
  return starts_at(text, end, "号") || starts_at(text, end, "弄") ? end + han_bytes : 0;
}

template <std::size_t N>
std::size_t length_at(std::string_view text, std::size_t at, const std::string_view (&words)[N]) {
  for (const auto word : words) {
    if (starts_at(text, at, word)) return word.size();
  }
  return 0;
}

// Where a name of `length` characters before `at` begins: three at most, without a word that leads to it (寄到浙江省).
std::size_t name_begin(std::string_view text, std::size_t at, std::size_t length) {
  const auto begin = at - std::min<std::size_t>(length, 3) * han_bytes;
  return length >= 3 && any_starts_at(text, begin, leads_to) ? begin + han_bytes : begin;
}

bool is_border(std::string_view gap) {
  constexpr std::string_view borders[] = {"。", "!", "?", ";", "！", "？", "；"};
  return std::any_of(std::begin(borders), std::end(borders),
                     [&](std::string_view border) { return gap.find(border) != std::string_view::npos; });
}

}  // namespace

std::size_t ChineseAddress::name_length(std::size_t at) const {
  if (at > 0 && text_[at - 1] == ' ') --at;
  const auto floor = worth_ > 0 ? end_ : 0;
  std::size_t length = 0;
  while (length < longest_name && at >= floor + han_bytes && han_at(text_, at - han_bytes)) {
    at -= han_bytes;
    ++length;
  }
  return length;
}

void ChineseAddress::add(std::size_t begin, std::size_t end, int worth) {
  const bool apart =
      worth_ > 0 && (begin > end_ + widest_gap || is_border(text_.substr(end_, begin - std::min(begin, end_))));
  if (worth_ == 0 || apart) {
    begin_ = begin;
    worth_ = 0;
  }
  worth_ += worth;
  end_ = end;
}

bool ChineseAddress::region(std::size_t at) {
  const auto length = length_at(text_, at, regions);
  if (length == 0) return false;
  if (any_ends_at(text_, at + length, other_words) || any_starts_at(text_, at + length, no_region_behind)) return false;
  const auto name = name_length(at);
  const bool follows = worth_ > 0 && at - end_ <= 2 * han_bytes;
  if (name < (follows ? 1U : 2U)) return false;
  add(name_begin(text_, at, name), at + length, 1);
  return true;
}

bool ChineseAddress::road(std::size_t at) {
  const auto length = length_at(text_, at, roads);
  if (length == 0) return false;
  const auto name = name_length(at);
  const auto begin = name_begin(text_, at, name);
  if (name < 2 || any_ends_at(text_, at, no_road_before)) return false;
  if (const auto door = behind_door(text_, at + length); door > 0) {
    add(begin, door, enough);
    return true;
  }
  if (worth_ == 0 || begin > end_ + han_bytes) return false;
  add(begin, at + length, 1);
  return true;
}

bool ChineseAddress::place(std::size_t at) {
  const auto length = length_at(text_, at, places);
  const auto name = name_length(at);
  if (length == 0 || name < 2) return false;
  add(name_begin(text_, at, name), at + length, 1);
  return true;
}

// 2栋, 3号楼, b座, 301室; behind a named part also 12号.
bool ChineseAddress::numbered(std::size_t at) {
  const auto length = length_at(text_, at, buildings);
  const bool door = length == 0 && starts_at(text_, at, "号") && worth_ > 0 && !any_starts_at(text_, at, no_number);
  if (length == 0 && !door) return false;
  const auto begin = number_before(text_, at);
  if (begin == at || ends_at(text_, begin, "第") || ends_at(text_, begin, "月")) return false;
  if (door && begin > end_ + 2 * han_bytes) return false;
  auto end = at + (door ? han_bytes : length);
  int worth = door ? 1 : 2;
  if (!door && starts_at(text_, at, "座") && worth_ == 0) worth = 1;
  // The room behind a building needs no word: 2栋301
  const auto room = behind_digits(text_, behind_space(text_, end));
  const auto digits = room - behind_space(text_, end);
  if (!door && digits >= 3 && digits <= 4) {
    end = room;
    ++worth;
  }
  add(begin, end, worth);
  return true;
}

bool ChineseAddress::mark(std::size_t at) {
  if (!beginnings().test(character_at(text_, at)) || (worth_ > 0 && at < end_)) return false;
  const bool any = region(at) || road(at) || place(at) || numbered(at);
  return any && worth_ >= enough;
}

}  // namespace fenqun::rules::traits
