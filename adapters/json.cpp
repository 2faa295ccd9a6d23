#include "adapters/json.hpp"

#include <simdjson.h>

#include <bit>
#include <cmath>
#include <new>
#include <type_traits>

namespace fenqun::adapters {

namespace dom = simdjson::dom;

// An element is a document pointer and a position; Json holds its bytes.
struct JsonAccess {
  static dom::element element(const Json& json) { return std::bit_cast<dom::element>(json); }
  static Json json(const dom::element& element) { return std::bit_cast<Json>(element); }
};

static_assert(sizeof(dom::element) == sizeof(Json));
static_assert(std::is_trivially_copyable_v<dom::element> && std::is_trivially_copyable_v<Json>);

namespace {

std::optional<std::int64_t> whole(double value) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  if (!(std::fabs(value) <= exact) || std::trunc(value) != value) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

}  // namespace

Json::Kind Json::kind() const {
  if (document_ == nullptr) return Kind::missing;
  switch (JsonAccess::element(*this).type()) {
    case dom::element_type::ARRAY:
      return Kind::array;
    case dom::element_type::OBJECT:
      return Kind::object;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
      return Kind::integer;
    case dom::element_type::DOUBLE:
      return Kind::number;
    case dom::element_type::STRING:
      return Kind::string;
    case dom::element_type::BOOL:
      return Kind::boolean;
    case dom::element_type::NULL_VALUE:
      return Kind::null;
  }
  return Kind::missing;
}

std::optional<std::string_view> Json::string() const {
  if (kind() != Kind::string) return std::nullopt;
  return JsonAccess::element(*this).get_string().value_unsafe();
}

std::optional<bool> Json::boolean() const {
  if (kind() != Kind::boolean) return std::nullopt;
  return JsonAccess::element(*this).get_bool().value_unsafe();
}

std::optional<std::int64_t> Json::integer() const {
  const Kind what = kind();
  if (what != Kind::integer && what != Kind::number) return std::nullopt;
  const dom::element element = JsonAccess::element(*this);
  if (what == Kind::number) return whole(element.get_double().value_unsafe());
  std::int64_t value = 0;
  if (element.get_int64().get(value) != simdjson::SUCCESS) return std::nullopt;  // above int64
  return value;
}

std::optional<std::string> Json::scalar() const {
  if (const auto text = string()) return std::string(*text);
  if (const auto number = integer()) return std::to_string(*number);
  if (const auto yes = boolean()) return *yes ? "true" : "false";
  return std::nullopt;
}

Json Json::operator[](std::string_view key) const {
  if (kind() != Kind::object) return {};
  dom::element found;
  if (JsonAccess::element(*this).at_key(key).get(found) != simdjson::SUCCESS) return {};
  return JsonAccess::json(found);
}

void Json::visit_fields(void* to, void (*take)(void*, std::string_view, Json)) const {
  if (kind() != Kind::object) return;
  const dom::object object = JsonAccess::element(*this).get_object().value_unsafe();
  for (const auto field : object) {
    take(to, field.key, JsonAccess::json(field.value));
  }
}

void Json::visit_elements(void* to, bool (*take)(void*, Json)) const {
  if (kind() != Kind::array) return;
  const dom::array array = JsonAccess::element(*this).get_array().value_unsafe();
  for (const auto element : array) {
    if (!take(to, JsonAccess::json(element))) return;
  }
}

struct JsonParser::State {
  explicit State(std::size_t max_bytes) : parser(max_bytes) {
    // simdjson refuses at its limit, so that one more lets exactly max_depth through; growing keeps the depth.
    constexpr std::size_t at_first = 4096;
    if (parser.allocate(std::min(at_first, max_bytes), max_depth + 1) != simdjson::SUCCESS) throw std::bad_alloc();
  }
  dom::parser parser;
};

JsonParser::JsonParser(std::size_t max_bytes) : state_(std::make_unique<State>(max_bytes)) {}
JsonParser::~JsonParser() = default;

Json JsonParser::parse(std::string_view bytes) {
  error_ = {};
  dom::element root;
  if (const auto failure = state_->parser.parse(bytes.data(), bytes.size()).get(root); failure != simdjson::SUCCESS) {
    error_ = simdjson::error_message(failure);
    return {};
  }
  return JsonAccess::json(root);
}

JsonFields::JsonFields(Json object) {
  object.fields([this](std::string_view key, Json value) {
    if (count_ < limit) fields_[count_++] = {key, value};
  });
}

Json JsonFields::operator[](std::string_view key) const {
  for (std::size_t i = 0; i < count_; ++i) {
    if (fields_[i].first == key) return fields_[i].second;
  }
  return {};
}

}  // namespace fenqun::adapters
