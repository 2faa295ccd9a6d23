#include <array>

#include "rules/traits.hpp"
#include "rules/traits/text.hpp"

namespace fenqun::rules {
namespace {

using namespace traits;

constexpr std::size_t max_digits = 16, max_groups = 12;

// Groups of digits with one space, dash or dot (or a bracket) between them.
struct Chain {
  std::array<char, max_digits> digits{};
  std::array<std::uint8_t, max_groups> lengths{};  // of the groups
  std::array<std::size_t, max_groups> ends{};      // in the text
  std::size_t count = 0, groups = 0, end = 0;
  bool plus = false, dashes = false;
  bool longer = false;  // more digits follow than any number has

  std::string_view number(std::size_t of_groups) const {
    std::size_t length = 0;
    for (std::size_t i = 0; i < of_groups; ++i) length += lengths[i];
    return {digits.data(), length};
  }
};

std::size_t behind_joint(std::string_view text, std::size_t at) {
  const char c = byte_at(text, at);
  if (c == ')' && byte_at(text, at + 1) == ' ') return at + 2;
  return c == ' ' || c == '-' || c == '.' || c == ')' ? at + 1 : at;
}

void add_group(std::string_view text, std::size_t at, std::size_t end, Chain& chain) {
  if (chain.groups == max_groups || chain.count + (end - at) > max_digits) {
    chain.longer = true;
    return;
  }
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
            chain.digits.begin() + static_cast<std::ptrdiff_t>(chain.count));
  chain.count += end - at;
  chain.lengths[chain.groups] = static_cast<std::uint8_t>(end - at);
  chain.ends[chain.groups++] = end;
}

Chain chain_at(std::string_view text, std::size_t at) {
  Chain chain;
  chain.plus = at > 0 && text[at - 1] == '+';
  while (is_digit(byte_at(text, at))) {
    const auto end = behind_digits(text, at);
    add_group(text, at, end, chain);
    chain.end = end;
    at = behind_joint(text, end);
    if (at == end) break;
    chain.dashes = chain.dashes || (text[end] == '-' && is_digit(byte_at(text, at)));
  }
  return chain;
}

bool is_mobile(std::string_view number) {
  return number.size() == 11 && number[0] == '1' && number[1] >= '3';
}

bool is_landline(std::string_view number) {
  if (!number.starts_with('0') || number.size() < 10 || number.size() > 12) return false;
  const bool short_area = number[1] == '1' ? number[2] == '0' : number[1] == '2';
  const auto area = short_area ? 3U : 4U;
  if (!short_area && (number[1] < '3' || number[3] == '-')) return false;
  const auto rest = number.size() - area;
  return (rest == 7 || rest == 8) && number[area] >= '2';
}

// Behind +86 without its 0: 10 12345678
bool is_landline_abroad(std::string_view number) {
  std::array<char, 12> whole{'0'};
  if (number.size() + 1 > whole.size()) return false;
  std::copy(number.begin(), number.end(), whole.begin() + 1);
  return is_landline({whole.data(), number.size() + 1});
}

bool is_service(std::string_view number) {
  return number.size() == 10 && (number.starts_with("400") || number.starts_with("800"));
}

// 415-555-2671
bool is_american(const Chain& chain) {
  const bool country = chain.groups >= 4 && chain.lengths[0] == 1 && chain.digits[0] == '1';
  const std::size_t from = country ? 1 : 0;
  if (chain.groups != from + 3) return false;
  return chain.lengths[from] == 3 && chain.lengths[from + 1] == 3 && chain.lengths[from + 2] == 4 &&
         chain.digits[from] >= '2' && chain.digits[from + 3] >= '2';
}

std::string_view without_country(std::string_view number, bool plus) {
  if (number.starts_with("0086")) return number.substr(4);
  if (number.starts_with("86") && (plus || number.size() == 13)) return number.substr(2);
  return number;
}

// Behind the first groups that make a number, or 0.
std::size_t behind_number(const Chain& chain) {
  for (std::size_t groups = 1; groups <= chain.groups; ++groups) {
    const bool whole = groups == chain.groups && !chain.longer;
    const auto number = chain.number(groups);
    const auto local = without_country(number, chain.plus);
    const bool country = local.size() < number.size();
    // More groups behind: only a number written in one piece, or in 3 4 4, is not part of something longer.
    const bool usual = groups == 1 || (groups == 3 && chain.lengths[0] == 3 && chain.lengths[1] == 4);
    const bool apart = whole || (usual && !chain.dashes && chain.lengths[groups] <= 3);
    if (!apart) continue;
    const bool decimal = chain.lengths[0] == 1 && chain.groups < number.size();  // 1.3812345678
    if ((is_mobile(local) && !decimal) || (country && is_landline_abroad(local))) return chain.ends[groups - 1];
    if (is_service(number) && (groups > 1 || whole)) return chain.ends[groups - 1];
    if (is_landline(number) && chain.lengths[0] != 1) return chain.ends[groups - 1];
    if (whole && chain.plus && number.size() >= 9 && number.size() <= 15 && number[0] != '0') return chain.end;
  }
  if (chain.longer) return 0;
  if (is_american(chain)) return chain.end;
  // An extension behind a landline: 010-12345678-801
  if (chain.groups >= 3 && chain.dashes && chain.lengths[chain.groups - 1] <= 4 &&
      is_landline(chain.number(chain.groups - 1))) {
    return chain.end;
  }
  return 0;
}

constexpr std::string_view not_before[] = {"单号",  "订单", "运单",     "编号", "货号",   "款号",     "卡号",
                                           "账号",  "帐号", "流水号",   "条码", "身份证", "身份证号", "编码",
                                           "order", "no.",  "tracking", "id",   "¥",      "$"};
constexpr std::string_view not_behind[] = {"元", "块", "件", "个", "克", "毫", "%", "@", "万", "rmb", "分钟"};
constexpr std::string_view words_before[] = {"tel", "phone", "mobile",   "call", "cell",
                                             "wx",  "vx",    "whatsapp", "v",    "t"};

// What stands before a number, without what leads over to it.
std::size_t behind_context(std::string_view text, std::size_t at) {
  constexpr std::string_view skipped[] = {" ", ":", "：", "是", "为", "#", "+", "(", "-", "号码", "number"};
  for (int i = 0; i < 6; ++i) {
    const auto* const found = std::find_if(std::begin(skipped), std::end(skipped),
                                           [&](std::string_view word) { return ends_at(text, at, word); });
    if (found == std::end(skipped)) break;
    at -= found->size();
  }
  return at;
}

bool may_begin(std::string_view text, std::size_t at) {
  if (at > 0 && is_letter(text[at - 1])) {
    auto begin = at;
    while (begin > 0 && at - begin < 10 && is_letter(text[begin - 1])) --begin;
    return is_one_of(text.substr(begin, at - begin), words_before);
  }
  if (at > 1 && is_digit(text[at - 2]) && !is_digit(text[at - 1]) && text[at - 1] != ',') return false;
  if (at > 0 && (text[at - 1] == '/' || text[at - 1] == '_' || text[at - 1] == '=')) return false;
  return !any_ends_at(text, behind_context(text, at), not_before);
}

bool may_end(std::string_view text, std::size_t at) {
  const char next = byte_at(text, at);
  if (is_letter(next) || is_digit(next) || next == '_' || next == '/') return false;
  if (next == '.' && is_digit(byte_at(text, at + 1))) return false;
  return !any_starts_at(text, at, not_behind);
}

constexpr std::u16string_view numerals = u"零一二三四五六七八九〇幺";

int numeral_at(std::string_view text, std::size_t at) {
  if (at + han_bytes > text.size() || (text[at] & 0xF0) != 0xE0) return -1;
  const auto which = numerals.find(character_at(text, at));
  if (which == numerals.npos) return -1;
  return which == 11 ? 1 : static_cast<int>(which % 10);
}

// 一三八零零一三八零零零; returns the end of the run of numerals, and whether it is a mobile's number.
std::size_t spoken_number(std::string_view text, std::size_t at, bool& mobile) {
  std::array<char, 11> digits{};
  std::size_t count = 0;
  for (int digit = numeral_at(text, at); digit >= 0; digit = numeral_at(text, at)) {
    if (count < digits.size()) digits[count] = static_cast<char>('0' + digit);
    ++count;
    at += han_bytes;
  }
  mobile = count == digits.size() && is_mobile({digits.data(), digits.size()});
  return at;
}

Range range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

std::optional<Range> find_phone(std::string_view folded) {
  for (std::size_t at = 0; at < folded.size();) {
    if (is_digit(folded[at])) {
      const Chain chain = chain_at(folded, at);
      const auto end = behind_number(chain);
      if (end > 0 && may_begin(folded, at) && may_end(folded, end)) return range(at - (chain.plus ? 1 : 0), end);
      at = chain.end;
    } else if (han_at(folded, at) || folded[at] == '\xe3') {
      bool mobile = false;
      const auto end = spoken_number(folded, at, mobile);
      if (mobile) return range(at, end);
      at = std::max(end, at + 1);
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

}  // namespace fenqun::rules
