#include "rules/compile/analyse.hpp"

#include <algorithm>

namespace fenqun::rules::compiler {
namespace {

using Needs = std::optional<std::vector<std::uint32_t>>;
using Program = RuleSet::Program;

std::size_t cost(const Program& program, const std::vector<std::uint32_t>& sets) {
  std::size_t patterns = 0;
  for (const auto set : sets) patterns += program.set_patterns[set].size();
  return patterns;
}

// All parts must hold, so the part that is hit least often is enough to wait for.
Needs needs_of_all(const Program& program, const step::All& all) {
  Needs best;
  for (auto i = all.begin; i < all.end; ++i) {
    auto part = needs(program, program.parts[i]);
    if (part && (!best || cost(program, *part) < cost(program, *best))) best = std::move(part);
  }
  return best;
}

Needs needs_of_any(const Program& program, const step::Any& any) {
  std::vector<std::uint32_t> out;
  for (auto i = any.begin; i < any.end; ++i) {
    const auto part = needs(program, program.parts[i]);
    if (!part) return std::nullopt;
    out.insert(out.end(), part->begin(), part->end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// What a condition can be without a message.
struct Quietly {
  bool yes = true;
  bool no = true;
};

Quietly quietly(const Program& program, std::uint32_t id) {
  constexpr Quietly never{false, true};
  return std::visit(Overloaded{
                        [&](const step::Words&) { return never; }, [&](const step::Near&) { return never; },
                        [&](const step::Sounds&) { return never; }, [&](const step::HasTrait&) { return never; },
                        [&](const step::Length&) { return never; }, [&](const step::Kind&) { return never; },
                        [&](const step::All& s) {
                          Quietly out{true, false};
                          for (auto i = s.begin; i < s.end; ++i) {
                            const auto part = quietly(program, program.parts[i]);
                            out.yes &= part.yes;
                            out.no |= part.no;
                          }
                          return out;
                        },
                        [&](const step::Any& s) {
                          Quietly out{false, true};
                          for (auto i = s.begin; i < s.end; ++i) {
                            const auto part = quietly(program, program.parts[i]);
                            out.yes |= part.yes;
                            out.no &= part.no;
                          }
                          return out;
                        },
                        [&](const step::Not& s) {
                          const auto part = quietly(program, s.part);
                          return Quietly{part.no, part.yes};
                        },
                        [](const auto&) { return Quietly{}; },  // about the customer and the time
                    },
                    program.steps[id]);
}

void collect(const Program& program, std::uint32_t id, Leaves& out) {
  const auto all = [&](std::uint32_t begin, std::uint32_t end) {
    for (auto i = begin; i < end; ++i) collect(program, program.parts[i], out);
  };
  std::visit(Overloaded{
                 [&](const step::Words&) { out.words = true; },
                 [&](const step::Near&) { out.words = true; },
                 [&](const step::Sounds&) { out.words = true; },
                 [&](const step::HasTrait&) { out.words = true; },
                 [&](const step::Length&) { out.words = true; },
                 [&](const step::Kind&) { out.words = true; },
                 [&](const step::Counted&) { out.clocks.push_back(id); },
                 [&](const step::Sessions&) { out.clocks.push_back(id); },
                 [&](const step::Days&) { out.clocks.push_back(id); },
                 [&](const step::Waiting&) { out.clocks.push_back(id); },
                 [&](const step::Hours&) { out.clocks.push_back(id); },
                 [&](const step::Weekdays&) { out.clocks.push_back(id); },
                 [&](const step::Orders&) { out.clocks.push_back(id); },
                 [&](const step::Number& s) {
                   if (s.figure == Figure::spend) out.clocks.push_back(id);
                 },
                 [&](const step::All& s) { all(s.begin, s.end); },
                 [&](const step::Any& s) { all(s.begin, s.end); },
                 [&](const step::Not& s) { collect(program, s.part, out); },
                 [](const step::Platform&) {},
                 [](const step::Account&) {},
                 [&](const step::Tag& s) { out.reads.push_back(*read_of(s)); },
                 [&](const step::Group& s) { out.reads.push_back(*read_of(s)); },
                 [&](const step::Attribute& s) { out.reads.push_back(*read_of(s)); },
                 [](const step::Bought&) {},
             },
             program.steps[id]);
}

}  // namespace

Needs needs(const Program& program, std::uint32_t id) {
  const auto& what = program.steps[id];
  if (const auto* words = std::get_if<step::Words>(&what)) {
    if (words->fit == Fit::none) return std::nullopt;
    return std::vector<std::uint32_t>{words->set};
  }
  if (const auto* near = std::get_if<step::Near>(&what)) {
    return std::vector<std::uint32_t>{std::min(near->left, near->right)};
  }
  if (const auto* all = std::get_if<step::All>(&what)) return needs_of_all(program, *all);
  if (const auto* any = std::get_if<step::Any>(&what)) return needs_of_any(program, *any);
  return std::nullopt;
}

bool can_hold_quietly(const Program& program, std::uint32_t id) {
  return quietly(program, id).yes;
}

Leaves leaves_of(const Program& program, std::uint32_t id) {
  Leaves out;
  collect(program, id, out);
  std::sort(out.clocks.begin(), out.clocks.end());
  out.clocks.erase(std::unique(out.clocks.begin(), out.clocks.end()), out.clocks.end());
  return out;
}

}  // namespace fenqun::rules::compiler
