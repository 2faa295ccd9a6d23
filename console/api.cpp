#include "console/api.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "bot/admin.hpp"
#include "bot/text/unicode.hpp"
#include "console/json.hpp"
#include "console/limits.hpp"
#include "console/problems.hpp"

namespace fenqun::console {
namespace {

using Sizes = std::vector<std::pair<std::string, std::int64_t>>;

std::map<std::string, std::int64_t> by_name(const Sizes& sizes) {
  return {sizes.begin(), sizes.end()};
}

// What was said by chat command, and where that is silent, what the rule files say.
TagInfo info_of(const std::string& tag, const rules::RuleSet& rules, const Directory& directory) {
  TagInfo out;
  if (const auto told = directory.tags.find(tag); told != directory.tags.end()) out = told->second;
  const auto written = std::find_if(rules.tags.begin(), rules.tags.end(), [&](const auto& t) { return t.name == tag; });
  if (written != rules.tags.end()) {
    if (out.about.empty()) out.about = written->about;
    if (out.color.empty()) out.color = written->color;
    if (out.dimension.empty()) out.dimension = written->dimension;
  }
  const auto* dimension = rules.dimension_of(tag);
  if (out.dimension.empty() && dimension != nullptr) out.dimension = dimension->name;
  return out;
}

// A store knows a group as soon as somebody is in it, then without the parent and the words of the rule files.
GroupInfo completed(GroupInfo group, const rules::RuleSet& rules, const Directory& directory) {
  if (!group.parent.empty() || !group.about.empty()) return group;
  for (const auto& written : rules.groups) {
    if (directory.find_group(written.name).value_or(written.name) != group.name) continue;
    group.about = written.about;
    if (!written.parent.empty()) group.parent = directory.find_group(written.parent).value_or(written.parent);
  }
  return group;
}

// Most customers first; cut to limits::listed.
Json tags_json(const Sizes& sizes, const rules::RuleSet& rules, const Directory& directory) {
  auto counts = by_name(sizes);
  for (const auto& tag : bot::known_tags(rules, directory)) counts.try_emplace(tag, 0);
  Sizes sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (sorted.size() > limits::listed) sorted.resize(limits::listed);
  Json out = Json::array();
  for (const auto& [tag, count] : sorted) {
    const auto info = info_of(tag, rules, directory);
    out.push_back({{"name", bounded(tag)},
                   {"customers", count},
                   {"about", bounded(info.about)},
                   {"color", bounded(info.color)},
                   {"dimension", bounded(info.dimension)}});
  }
  return out;
}

Json groups_json(const Sizes& sizes, const rules::RuleSet& rules, const Directory& directory) {
  auto counts = by_name(sizes);
  Json out = Json::array();
  const auto add = [&](const GroupInfo& group) {
    if (out.size() == limits::listed) return;
    const auto count = counts.extract(group.name);
    out.push_back({{"name", bounded(group.name)},
                   {"parent", bounded(group.parent)},
                   {"about", bounded(group.about)},
                   {"customers", count.empty() ? 0 : count.mapped()}});
  };
  for (const auto& group : bot::known_groups(rules, directory)) add(completed(group, rules, directory));
  while (!counts.empty() && out.size() < limits::listed) add({counts.begin()->first, {}, {}});
  return out;
}

std::string present_group(const Directory& directory, const std::string& name) {
  return directory.find_group(name).value_or(name);
}

Json row_json(const Profile& profile, const Directory& directory) {
  Json tags = Json::array();
  for (const auto& [tag, state] : profile.tags) {
    if (tags.size() == limits::row_tags) break;
    tags.push_back(bounded(tag));
  }
  return {{"key", to_string(profile.key)},
          {"user", bounded(profile.key.user)},
          {"name", bounded(profile.name)},
          {"remark", bounded(profile.remark)},
          {"group", profile.group ? bounded(present_group(directory, profile.group->group)) : ""},
          {"tags", std::move(tags)},
          {"tag_count", profile.tags.size()},
          {"messages", profile.messages},
          {"last_seen", time_json(profile.last_seen)}};
}

Json details_json(const Profile& profile) {
  Json blocks = Json::array();
  for (const auto& block : profile.blocks) {
    if (blocks.size() == limits::customer_facts) break;
    blocks.push_back({{"tag", bounded(block.tag)},
                      {"rule", bounded(block.rule)},
                      {"since", time_json(block.since)},
                      {"by", bounded(to_string(block.by))}});
  }
  Json attributes = Json::array();
  for (const auto& [name, value] : profile.attributes) {
    if (attributes.size() == limits::customer_facts) break;
    attributes.push_back({{"name", bounded(name)}, {"value", bounded(value)}});
  }
  return {{"key", to_string(profile.key)},
          {"platform", bounded(profile.key.platform)},
          {"scope", bounded(profile.key.scope)},
          {"user", bounded(profile.key.user)},
          {"name", bounded(profile.name)},
          {"remark", bounded(profile.remark)},
          {"messages", profile.messages},
          {"first_seen", time_json(profile.first_seen)},
          {"last_seen", time_json(profile.last_seen)},
          {"attributes", std::move(attributes)},
          {"blocks", std::move(blocks)}};
}

std::optional<std::string> given(const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  if (found == parameters.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

// Pages count from 1; nothing for what is no page.
std::optional<std::size_t> page_of(const std::string& text) {
  std::size_t page = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), page);
  if (error != std::errc() || end != text.data() + text.size() || page < 1 || page > limits::last_page) return {};
  return page;
}

}  // namespace

Answer refusal(unsigned status, const Problem& problem) {
  return {status, problem_text(problem)};
}

Api::Api(const ConsoleOptions& options, ReaderSource reader, RulesSource rules)
    : version_(options.version),
      timezone_(options.timezone),
      language_(options.language == Language::zh ? "zh" : "en"),
      open_(std::move(reader)),
      rules_(std::move(rules)) {}

std::shared_ptr<const rules::RuleSet> Api::rules() const {
  auto known = rules_ ? rules_() : nullptr;
  return known ? known : std::make_shared<const rules::RuleSet>();
}

template <typename Ask>
Answer Api::ask(Ask&& question) {
  if (!reader_) {
    auto opened = open_();
    if (!opened) return refusal(503, opened.error());
    reader_ = std::move(*opened);
  }
  auto told = question(*reader_);
  if (told) return {200, std::move(*told)};
  reader_.reset();
  return refusal(503, told.error());
}

Answer Api::get(std::string_view path, std::string_view query) {
  const auto answer = [&](std::initializer_list<std::string_view> known, auto&& with) {
    const auto parameters = read_query(query, known);
    return parameters ? with(*parameters) : refusal(400, parameters.error());
  };
  if (path == "overview") {
    return answer({}, [this](const Parameters&) { return ask([this](auto& reader) { return overview(reader); }); });
  }
  if (path == "customers") {
    return answer({"name", "tag", "group", "page"}, [this](const Parameters& asked) { return customers(asked); });
  }
  if (path == "customer") return answer({"key"}, [this](const Parameters& asked) { return customer(asked); });
  return refusal(404, Problem(problems::not_found));
}

Api::Asked Api::overview(storage::Reader& reader) {
  const auto totals = reader.totals();
  if (!totals) return totals.error();
  const auto directory = reader.directory();
  if (!directory) return directory.error();
  const auto tags = reader.tag_sizes();
  if (!tags) return tags.error();
  const auto groups = reader.group_sizes();
  if (!groups) return groups.error();
  const auto known = rules();
  return dumped({{"version", version_},
                 {"language", language_},
                 {"timezone", timezone_},
                 {"totals",
                  {{"customers", totals->customers},
                   {"messages", totals->messages},
                   {"tags", totals->tags},
                   {"waiting", totals->outbox_waiting},
                   {"quarantined", totals->quarantined},
                   {"rules", known->rules.size()}}},
                 {"tags", tags_json(*tags, *known, *directory)},
                 {"groups", groups_json(*groups, *known, *directory)}});
}

Answer Api::customers(const Parameters& parameters) {
  storage::CustomerQuery query;
  query.name = given(parameters, "name");
  query.tag = given(parameters, "tag");
  query.group = given(parameters, "group");
  query.limit = limits::page_rows;
  if (const auto text = given(parameters, "page")) {
    const auto page = page_of(*text);
    if (!page) {
      return refusal(400, Problem(problems::bad_page, {bot::shown(*text, 40), std::to_string(limits::last_page)}));
    }
    query.offset = (*page - 1) * limits::page_rows;
  }
  return ask([&](auto& reader) { return customers(reader, query); });
}

Api::Asked Api::customers(storage::Reader& reader, const storage::CustomerQuery& query) {
  const auto page = reader.find(query);
  if (!page) return page.error();
  const auto profiles = reader.load(page->customers);
  if (!profiles) return profiles.error();
  const auto directory = reader.directory();
  if (!directory) return directory.error();
  Json rows = Json::array();
  for (const auto& profile : *profiles) rows.push_back(row_json(profile, *directory));
  const auto size = static_cast<std::int64_t>(limits::page_rows);
  return dumped({{"total", page->total},
                 {"page", query.offset / limits::page_rows + 1},
                 {"pages", std::max<std::int64_t>(1, (page->total + size - 1) / size)},
                 {"rows", std::move(rows)}});
}

Answer Api::customer(const Parameters& parameters) {
  const auto text = given(parameters, "key").value_or("");
  const auto key = parse_customer_key(text);
  if (!key) return refusal(400, Problem(problems::bad_key, {bot::shown(text, 80)}));
  auto answer = ask([&](auto& reader) -> Asked {
    auto loaded = reader.load(std::span(&*key, 1));
    if (!loaded) return loaded.error();
    if (loaded->front().rev == 0) return std::string();
    return customer(reader, loaded->front());
  });
  if (answer.json.empty()) return refusal(404, Problem(problems::no_customer, {bot::shown(text, 80)}));
  return answer;
}

Api::Asked Api::customer(storage::Reader& reader, const Profile& profile) {
  const auto messages = reader.last_messages(profile.key, limits::messages);
  if (!messages) return messages.error();
  const auto journal = reader.journal(profile.key, limits::journal_rows);
  if (!journal) return journal.error();
  const auto directory = reader.directory();
  if (!directory) return directory.error();
  const auto known = rules();
  Json out = details_json(profile);
  out["group"] = nullptr;
  if (profile.group) {
    out["group"] = group_json(present_group(*directory, profile.group->group), *profile.group, *known);
  }
  out["tag_count"] = profile.tags.size();
  out["tags"] = Json::array();
  for (const auto& [tag, state] : profile.tags) {
    if (out["tags"].size() == limits::customer_tags) break;
    out["tags"].push_back(tag_json(tag, state, *known));
  }
  out["last_messages"] = Json::array();
  for (const auto& message : *messages) {
    out["last_messages"].push_back(
        {{"at", time_json(message.at)}, {"kind", bounded(message.kind)}, {"text", bounded(message.text)}});
  }
  out["journal"] = Json::array();
  for (const auto& entry : *journal) {
    out["journal"].push_back({{"at", time_json(entry.at)},
                              {"by", bounded(to_string(entry.by))},
                              {"action", bounded(entry.action)},
                              {"subject", bounded(entry.subject)},
                              {"detail", bounded(entry.detail)}});
  }
  return dumped(out);
}

}  // namespace fenqun::console
