#include "model/profile.hpp"
#include "rules/language/arguments.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

using Node = std::optional<Condition::Node>;

Node tag(Reader& in, const Form& form) {
  const auto span = in.here().span;
  auto name = in.take_name(form.both());
  if (!name) return std::nullopt;
  const bool below = name->ends_with("/*");
  if (below) name->resize(name->size() - 2);
  if (!valid_name(*name)) {
    in.mistake(problems::bad_name, {visible(*name)}, span);
    return std::nullopt;
  }
  return HasTag{std::move(*name), below};
}

Node group(Reader& in, const Form& form) {
  Span span;
  auto name = in.take_valid_name(form, span);
  if (!name) return std::nullopt;
  return InGroup{std::move(*name)};
}

// `stage >= 意向`, `阶段 是 意向`, `stage 意向`.
Node stage(Reader& in, const Form& form) {
  auto op = std::optional(Op::equal);
  if (in.here().kind == TokenKind::op) {
    op = in.take_op();
  } else {
    in.take(word_is);
  }
  Span span;
  auto name = in.take_valid_name(form, span);
  if (!name) return std::nullopt;
  return StageIs{*op, std::move(*name)};
}

// 消息数 in 7d: the English little word may be said once more.
std::optional<Millis> window_of(Reader& in) {
  in.take({word_within.en, word_within.en});
  return in.take_duration();
}

template <typename Counted>
Node counted(Reader& in, std::int64_t most) {
  const auto window = window_of(in);
  if (!window) return std::nullopt;
  const auto compare = in.take_comparison(0, most);
  if (!compare) return std::nullopt;
  return Counted{*window, *compare};
}

// `at least 2 times` and `in 7d`, in either order.
Node said(Reader& in) {
  auto words = in.take_words();
  if (!words) return std::nullopt;
  std::optional<std::int64_t> times;
  std::optional<Millis> window;
  while (true) {
    const auto span = in.here().span;
    const bool again_times = times.has_value();
    if (in.take_phrase(word_at_least) || in.take_prefix(word_at_least.zh)) {
      if (again_times) {
        in.mistake(problems::said_twice, {std::string(word_at_least.en) + "/" + std::string(word_at_least.zh)}, span);
        return std::nullopt;
      }
      times = in.take_number(1, max_count, 1, word_times.zh);
      if (!times) return std::nullopt;
      if (!in.take(word_times)) in.take(word_time);
    } else if (in.take({word_within.en, word_within.en}) || in.at_duration()) {
      if (window) {
        in.mistake(problems::said_twice, {std::string(word_within.en) + "/" + std::string(word_within.zh)}, span);
        return std::nullopt;
      }
      window = in.take_duration();
      if (!window) return std::nullopt;
    } else {
      break;
    }
  }
  if (!window) {
    if (!in.told_broken_token()) in.mistake(problems::expected_window);
    return std::nullopt;
  }
  return SaidWords{std::move(*words), times.value_or(1), *window};
}

// `> 30天` is what one writes in Chinese, so a unit of days may follow or be glued on.
Node days(Reader& in, Mark mark) {
  const auto op = in.take_op();
  if (!op) return std::nullopt;
  const auto text = narrow(in.here().text);
  const auto glued = in.here().kind == TokenKind::word ? parse_duration(text) : std::nullopt;
  if (glued && (text.ends_with("天") || text.ends_with("d")) && *glued <= max_window) {
    in.step();
    return DaysSince{mark, {*op, *glued / std::chrono::hours{24}}};
  }
  const auto number = in.take_number(0, max_days);
  if (!number) return std::nullopt;
  if (in.here().kind == TokenKind::word && (in.here().text == "天" || same_word(in.here().text, "days"))) in.step();
  return DaysSince{mark, {*op, *number}};
}

Node waiting(Reader& in, const Form& form) {
  const auto sign = in.here().span;
  const auto op = in.take_op();
  if (!op) return std::nullopt;
  if (*op == Op::equal) {
    in.mistake(problems::no_equal, {form.both()}, sign);
    return std::nullopt;
  }
  const auto time = in.take_duration();
  if (!time) return std::nullopt;
  return WaitingFor{*op, *time};
}

Node hours(Reader& in) {
  Span span;
  const auto range = in.take_range(span);
  const auto from = range ? parse_minute(range->from) : std::nullopt;
  const auto to = range ? parse_minute(range->to) : std::nullopt;
  constexpr std::int32_t whole_day = 1440;
  if (!from || !to || *from == whole_day) {
    if (range || !in.told_broken_token()) in.mistake(problems::bad_hours, {range ? visible(range->text) : "…"}, span);
    return std::nullopt;
  }
  if (*from == *to) {
    in.mistake(problems::same_hours, {visible(range->text)}, span);
    return std::nullopt;
  }
  return HourIn{*from, *to};
}

Node weekdays(Reader& in) {
  Span span;
  const auto range = in.take_range(span);
  const auto from = range ? parse_weekday(range->from) : std::nullopt;
  const auto to = range ? parse_weekday(range->to) : std::nullopt;
  if (!from || !to) {
    if (range || !in.told_broken_token())
      in.mistake(problems::bad_weekdays, {range ? visible(range->text) : "…"}, span);
    return std::nullopt;
  }
  return WeekdayIn{*from, *to};
}

Node bought(Reader& in) {
  auto words = in.take_words();
  if (!words) return std::nullopt;
  return Bought{std::move(*words)};
}

Node figure(Reader& in, Figure figure, std::int64_t least, std::int64_t most, bool window = false) {
  FigureIs out{figure, {}, {}};
  if (window) {
    const auto time = window_of(in);
    if (!time) return std::nullopt;
    out.window = *time;
  }
  const auto scale = scale_of(figure);
  const bool money = scale == scale_of(Figure::spend);
  const auto compare = in.take_comparison(least * scale, most * scale, scale, money ? unit_money : std::string_view());
  if (!compare) return std::nullopt;
  out.compare = *compare;
  return out;
}

Node attribute_words(Reader& in, std::string name) {
  auto words = in.take_words();
  if (!words) return std::nullopt;
  return AttributeIs{std::move(name), std::move(*words)};
}

Node attribute(Reader& in, const Form& form) {
  Span span;
  auto name = in.take_valid_name(form, span);
  if (!name) return std::nullopt;
  const bool equal = in.here().kind == TokenKind::op && in.here().op == Op::equal;
  if (!equal && !in.at_word(word_is)) {
    if (!in.told_broken_token()) in.mistake(problems::expected_is);
    return std::nullopt;
  }
  in.step();
  return attribute_words(in, std::move(*name));
}

}  // namespace

std::optional<Condition::Node> read_customer_arguments(Reader& in, const Form& form) {
  constexpr std::int64_t best_score = 5;
  switch (form.id) {
    case FormId::tag:
      return tag(in, form);
    case FormId::group:
      return group(in, form);
    case FormId::stage:
      return stage(in, form);
    case FormId::messages:
      return counted<MessagesIn>(in, max_count);
    case FormId::sessions:
      return counted<SessionsIn>(in, max_count);
    case FormId::orders:
      return counted<OrdersIn>(in, static_cast<std::int64_t>(max_orders));
    case FormId::said:
      return said(in);
    case FormId::days_since_last:
      return days(in, Mark::last_message);
    case FormId::days_since_first:
      return days(in, Mark::first_message);
    case FormId::days_since_order:
      return days(in, Mark::last_order);
    case FormId::waiting:
      return waiting(in, form);
    case FormId::hour:
      return hours(in);
    case FormId::weekday:
      return weekdays(in);
    case FormId::ordered:
      return bought(in);
    case FormId::spend:
      return figure(in, Figure::spend, 0, max_figure, true);
    case FormId::average_order:
      return figure(in, Figure::average_order, 0, max_figure);
    case FormId::expected_spend:
      return figure(in, Figure::expected_spend, 0, max_figure, true);
    case FormId::rfm_r:
      return figure(in, Figure::rfm_r, 1, best_score);
    case FormId::rfm_f:
      return figure(in, Figure::rfm_f, 1, best_score);
    case FormId::rfm_m:
      return figure(in, Figure::rfm_m, 1, best_score);
    case FormId::p_alive:
      return figure(in, Figure::p_alive, 0, 1);
    case FormId::satisfaction:
      return figure(in, Figure::satisfaction, 1, best_score);
    case FormId::abc:
      return attribute_words(in, "abc");
    case FormId::city:
      return attribute_words(in, "city");
    case FormId::attribute:
      return attribute(in, form);
    default:
      return std::nullopt;
  }
}

}  // namespace fenqun::rules::language
