// Labelled messages for measuring the starter packs: rows of public data sets, and which tags of a pack a row deserves.
// docs/packs.md explains the files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fenqun::rules::packs {

struct Row {
  std::string id;
  std::string text;
  std::vector<std::string> labels;
};

// Rows are told apart by this alone, so that rules are written looking at one half only.
bool unseen(const Row& row);

// How a file keeps its rows: the columns of id, text and labels, from 0; without an id the text is it.
struct Format {
  int id = 0;
  int text = 1;
  int labels = 2;  // joined by |
  char separator = '\t';
};

// One file of rows, its first line left out. Quoted cells are understood when the separator is a comma. An empty list
// when there is no such file.
std::vector<Row> read_rows(const std::filesystem::path& path, const Format& format);

// What a row deserves.
struct Due {
  std::vector<std::vector<std::string>> tags;  // all are due; of the alternatives of one, any is enough
  std::vector<std::string> allowed;            // neither due nor wrong
};

class Labels {
 public:
  explicit Labels(const std::filesystem::path& path);

  Due due(const Row& row) const;
  // Whatever can be due: what is measured.
  std::vector<std::string> tags() const;

 private:
  struct Line {
    std::vector<std::string> labels;  // the row has all of them
    Due due;
  };
  std::vector<Line> lines_;
};

std::vector<std::string> split(std::string_view text, char separator);

}  // namespace fenqun::rules::packs
