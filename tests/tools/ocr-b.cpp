// Draws the 37 letters of a machine-readable zone from an OCR-B font, one place of fixed width after the other, black on white.
// Made Vision/Codes/ocr-b.png and Synthetic/Cards/ocr-b.png from Debian's fonts-ocr-b (N. Schwarz, free to use, modify and distribute):
//   g++ -O2 ocr-b.cpp -o ocr-b $(pkg-config --cflags freetype2) -I/usr/include/opencv4 -lfreetype -lopencv_core -lopencv_imgproc -lopencv_imgcodecs
//   ./ocr-b /usr/share/fonts/opentype/ocr-b/OCRB.otf  src/RemoteVerify.Vision/Codes/ocr-b.png 25 18 26 22
//   ./ocr-b /usr/share/fonts/opentype/ocr-b/OCRBS.otf src/RemoteVerify.Synthetic/Cards/ocr-b.png 70 51 70 60
#include <ft2build.h>
#include FT_FREETYPE_H
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

int main(int count, char **words) {
    if (count != 7) {
        std::fprintf(stderr, "Use: ocr-b FONT PNG SIZE WIDTH HEIGHT BASELINE\n");
        return 2;
    }

    const char *letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
    const int finer = 4, size = std::atoi(words[3]) * finer, width = std::atoi(words[4]) * finer, height = std::atoi(words[5]) * finer, baseline = std::atoi(words[6]) * finer;
    FT_Library library;
    FT_Face face;
    if (FT_Init_FreeType(&library) != 0 || FT_New_Face(library, words[1], 0, &face) != 0 || FT_Set_Pixel_Sizes(face, 0, size) != 0) return 1;
    cv::Mat drawing(height, width * static_cast<int>(std::strlen(letters)), CV_8U, cv::Scalar(255));
    for (int i = 0; letters[i] != 0; i++) {
        if (FT_Load_Char(face, letters[i], FT_LOAD_RENDER | FT_LOAD_NO_HINTING) != 0) return 1;
        const FT_GlyphSlot glyph = face->glyph;
        const int left = i * width + (width - static_cast<int>(glyph->advance.x >> 6)) / 2 + glyph->bitmap_left, top = baseline - glyph->bitmap_top;
        for (int y = 0; y < static_cast<int>(glyph->bitmap.rows); y++)
            for (int x = 0; x < static_cast<int>(glyph->bitmap.width); x++)
                if (left + x >= 0 && top + y >= 0 && left + x < drawing.cols && top + y < drawing.rows)
                    drawing.at<uchar>(top + y, left + x) = 255 - glyph->bitmap.buffer[y * glyph->bitmap.pitch + x];
    }

    cv::resize(drawing, drawing, cv::Size(), 1.0 / finer, 1.0 / finer, cv::INTER_AREA);
    return cv::imwrite(words[2], drawing) ? 0 : 1;
}
