// A prepared statement, prepared once and used for the life of its connection. Thinner than SQLiteCpp's own because it
// sits on the path of every message: no allocation, no shared pointer, texts are bound without copying. Errors are
// thrown as SQLite::Exception and become Problems at the border of the room. Used by the thread that owns the
// connection.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/time.hpp"

struct sqlite3_stmt;
namespace SQLite {
class Database;
}

namespace fenqun::storage {

class Statement {
 public:
  Statement(SQLite::Database& database, std::string_view sql);

  // Resets and binds from the first parameter on. Texts must live until the last step.
  template <typename... Values>
  Statement& bind(const Values&... values) {
    reset();
    int index = 0;
    (put(++index, values), ...);
    return *this;
  }

  bool step();                           // whether there is a row; after the last one the statement is reset
  void run();                            // for statements without rows
  bool run_changed();                    // as run(): whether a row was written
  std::optional<std::int64_t> number();  // the first column of the first row, unless it is NULL
  void reset() noexcept;                 // needed where rows were left unread

  std::int64_t integer(int column) const;
  bool null(int column) const;
  std::string_view view(int column) const;  // until the next step
  std::string text(int column) const { return std::string(view(column)); }
  Time time(int column) const { return from_millis(integer(column)); }

 private:
  void put(int index, std::int64_t value);
  void put(int index, std::string_view value);
  void put(int index, Time value) { put(index, to_millis(value)); }
  void put(int index, std::nullptr_t);
  void put(int index, const struct Blob& value);
  template <std::integral T>
  void put(int index, T value) {
    put(index, static_cast<std::int64_t>(value));
  }
  template <typename T>
  void put(int index, const std::optional<T>& value) {
    value ? put(index, *value) : put(index, nullptr);
  }
  [[noreturn]] void fail(int code);

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

struct Blob {
  std::string_view bytes;
};

}  // namespace fenqun::storage
