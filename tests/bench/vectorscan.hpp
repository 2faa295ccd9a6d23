// Literals in vectorscan alone, as what fenqun's own way to find words is measured against.
#pragma once

#include <hs/hs.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fenqun::bench {

class Vectorscan {
 public:
  explicit Vectorscan(const std::vector<std::string>& words) {
    std::vector<const char*> texts;
    std::vector<std::size_t> lengths;
    std::vector<unsigned> flags(words.size(), 0), ids;
    for (const auto& word : words) {
      texts.push_back(word.data());
      lengths.push_back(word.size());
      ids.push_back(static_cast<unsigned>(ids.size()));
    }
    hs_database_t* made = nullptr;
    hs_compile_error_t* error = nullptr;
    hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(words.size()),
                         HS_MODE_BLOCK, nullptr, &made, &error);
    if (made == nullptr) throw std::runtime_error(error->message);
    database_.reset(made);
    hs_scratch_t* scratch = nullptr;
    if (hs_alloc_scratch(made, &scratch) != HS_SUCCESS) throw std::runtime_error("no scratch");
    scratch_.reset(scratch);
  }

  // How many matches.
  std::size_t scan(std::string_view text) const {
    std::size_t matches = 0;
    const auto count = [](unsigned, unsigned long long, unsigned long long, unsigned, void* data) {
      ++*static_cast<std::size_t*>(data);
      return 0;
    };
    hs_scan(database_.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch_.get(), count, &matches);
    return matches;
  }

 private:
  struct Free {
    void operator()(hs_database_t* database) const { hs_free_database(database); }
    void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
  };
  std::unique_ptr<hs_database_t, Free> database_;
  std::unique_ptr<hs_scratch_t, Free> scratch_;
};

}  // namespace fenqun::bench
