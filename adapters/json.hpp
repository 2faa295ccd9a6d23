// Reading JSON that a platform sent: hostile, bounded in size and depth. A thin face over simdjson's DOM, so that its
// header stays in json.cpp. Not thread-safe; one parser per Protocol.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fenqun::adapters {

// One value of a parsed document. 16 bytes, copied freely; it and every string_view from it are valid until the next
// parse() of the JsonParser that made it. A value that is not there is `missing`, and every question to it answers no.
class Json {
 public:
  enum class Kind : std::uint8_t { missing, null, boolean, integer, number, string, array, object };

  Json() = default;
  Kind kind() const;
  // Missing or null.
  bool absent() const { return kind() <= Kind::null; }

  std::optional<std::string_view> string() const;
  std::optional<bool> boolean() const;
  // Whole numbers within int64, also when written as 1.0 or 1e3; nothing for strings.
  std::optional<std::int64_t> integer() const;
  // A scalar as text: strings as they are, whole numbers in decimal, booleans; nothing for the rest.
  std::optional<std::string> scalar() const;
  // The field of an object; missing when there is none or this is no object. Linear in the number of fields.
  Json operator[](std::string_view key) const;

  // Calls take(key, value) for each field of an object, in order; nothing when this is no object.
  template <typename Take>
  void fields(Take take) const {
    visit_fields(&take, [](void* to, std::string_view key, Json value) { (*static_cast<Take*>(to))(key, value); });
  }
  // Calls take(value) for each element of an array while it answers true; nothing when this is no array.
  template <typename Take>
  void elements(Take take) const {
    visit_elements(&take, [](void* to, Json value) -> bool { return (*static_cast<Take*>(to))(value); });
  }

 private:
  friend class JsonParser;
  friend struct JsonAccess;
  void visit_fields(void* to, void (*take)(void*, std::string_view, Json)) const;
  void visit_elements(void* to, bool (*take)(void*, Json)) const;

  const void* document_ = nullptr;
  std::size_t index_ = 0;
};

// Keeps its buffers between documents.
class JsonParser {
 public:
  // Arrays and objects inside one another; an innermost empty one does not count.
  static constexpr std::size_t max_depth = 64;

  explicit JsonParser(std::size_t max_bytes);
  ~JsonParser();
  JsonParser(const JsonParser&) = delete;
  JsonParser& operator=(const JsonParser&) = delete;

  // Missing when the bytes are not one JSON text in UTF-8 within the limits; then error() says why, in English.
  Json parse(std::string_view bytes);
  std::string_view error() const { return error_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string_view error_;
};

// The fields of one object, read in one pass, for those who ask for many of them. The first of equal keys counts; more
// than `limit` fields are not looked at.
class JsonFields {
 public:
  static constexpr std::size_t limit = 64;

  explicit JsonFields(Json object);
  Json operator[](std::string_view key) const;
  bool has(std::string_view key) const { return !(*this)[key].absent(); }

 private:
  std::array<std::pair<std::string_view, Json>, limit> fields_;
  std::size_t count_ = 0;
};

}  // namespace fenqun::adapters
