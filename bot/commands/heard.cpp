#include "bot/commands/heard.hpp"

#include "bot/commands/commands.hpp"
#include "bot/commands/problems.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

bool binds(const Parse& parse) {
  return parse.kind == Parse::Kind::command && parse.first.ref.command->id == "admin.bind" && !parse.first.args.empty();
}

// Whether six digits in a row are in a short text: without them a stranger cannot bind. Customers write a lot, and this
// spares nearly all of it the parser.
bool may_hold_code(std::string_view text) {
  constexpr std::size_t longest = 100;
  constexpr std::string_view fullwidth = "\xEF\xBC";  // the first two bytes of ０ to ９
  if (text.size() > longest) return false;
  int run = 0;
  for (std::size_t i = 0; i < text.size() && run < 6; ++i) {
    const bool wide = text.substr(i).starts_with(fullwidth) && i + 2 < text.size();
    const char last = wide ? text[i + 2] : text[i];
    const bool digit = wide ? last >= '\x90' && last <= '\x99' : last >= '0' && last <= '9';
    run = digit ? run + 1 : 0;
    if (wide) i += 2;
  }
  return run == 6;
}

// Customers are strangers, too: a word too many or a mention makes nobody's complaint a command.
bool hears_stranger(const Parse& parse, const Address& address) {
  if (binds(parse)) return address.direct || address.prefixed || address.mentioned;
  return address.prefixed && parse.kind == Parse::Kind::command && parse.sure;
}

bool hears_member(const Parse& parse, const Address& address, std::string_view rest) {
  if (parse.kind == Parse::Kind::empty) return false;
  // "...", "/2" and the like are no commands; "/?" is.
  if (address.prefixed) return is_letter(decode_at(rest, 0).value) || parse.kind == Parse::Kind::command;
  if (address.mentioned) return true;
  // 标签 xyzzy is a mistake; xyzzy is something else.
  const bool noun_known = parse.problem && parse.problem->code() == problems::unknown_verb.code;
  return address.direct && parse.sure && (parse.kind != Parse::Kind::unknown || noun_known);
}

}  // namespace

Address address_of(const Event& event, const Text& text, std::span<const std::string> prefixes) {
  Address out;
  out.direct = event.where.kind != ChatKind::group;
  out.mentioned = text.mentions_me;
  const std::string_view all = text.text;
  const auto skip = [&] {
    for (auto point = decode_at(all, out.start); point.length > 0 && is_space(point.value);
         point = decode_at(all, out.start)) {
      out.start += point.length;
    }
  };
  skip();
  std::size_t longest = 0;
  for (const auto& prefix : prefixes) {
    if (prefix.size() > longest && all.substr(out.start).starts_with(prefix)) longest = prefix.size();
  }
  out.prefixed = longest > 0;
  out.start += longest;
  skip();
  return out;
}

std::optional<PendingAnswer> answer_in(const Text& text, const Address& address, const Pending& pending) {
  if (auto answer = read_answer(pending, text.text)) return answer;
  if (!address.prefixed) return std::nullopt;
  return read_answer(pending, std::string_view(text.text).substr(address.start));
}

bool is_command(const Event& event, std::optional<Role> role, std::span<const std::string> prefixes,
                const CommandSession& session, Time now) {
  const auto* text = text_of(event);
  if (text == nullptr || event.author != Author::customer || event.origin != Origin::live) return false;
  const auto address = address_of(event, *text, prefixes);
  if (role) {
    const auto* pending = session.pending(talk_of(event), now);
    if (pending != nullptr && answer_in(*text, address, *pending)) return true;
  }
  if (!address.direct && !address.prefixed && !address.mentioned) return false;
  if (!role && !address.prefixed && !may_hold_code(text->text)) return false;
  const auto parse = parse_command(text->text, address.start, text->mentions);
  if (!role) return hears_stranger(parse, address);
  return hears_member(parse, address, std::string_view(text->text).substr(address.start));
}

}  // namespace fenqun::bot
