{
  'target_defaults': {
    'defines': ['NAPI_VERSION=9', 'NAPI_DISABLE_CPP_EXCEPTIONS'],
    'cflags_cc!': ['-std=gnu++17', '-std=gnu++20', '-fno-exceptions', '-fno-rtti'],
    # Products and sums are rounded as they are written, so that processors that could fuse them give the same bits
    'cflags_cc': ['-std=c++20', '-O3', '-ffp-contract=off', '-Wall', '-Wextra', '-Werror', '-fexceptions', '-frtti', '-fvisibility=hidden'],
    'xcode_settings': {
      'CLANG_CXX_LANGUAGE_STANDARD': 'c++20',
      'GCC_ENABLE_CPP_EXCEPTIONS': 'YES',
      'MACOSX_DEPLOYMENT_TARGET': '11.0',
      'OTHER_CPLUSPLUSFLAGS': ['-O3', '-ffp-contract=off'],
    },
  },
  'targets': [
    {
      # Compiled for processors that not every machine has, and called only where they are there
      'target_name': 'engine_avx2',
      'type': 'static_library',
      'sources': ['engine/kernels-avx2.cpp'],
      'conditions': [['target_arch=="x64"', {'cflags_cc': ['-mavx2', '-mfma', '-mf16c']}]],
    },
    {
      'target_name': 'engine_avx512',
      'type': 'static_library',
      'sources': ['engine/kernels-avx512.cpp'],
      # GCC 12 warns of its own header (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105593)
      'cflags_cc': ['-Wno-uninitialized', '-Wno-maybe-uninitialized'],
      'conditions': [['target_arch=="x64"', {
        'cflags_cc': ['-mavx512f', '-mavx512bw', '-mavx512dq', '-mavx512vl', '-mavx512vnni', '-mfma', '-mf16c'],
      }]],
    },
    {
      'target_name': 'engine_amx',
      'type': 'static_library',
      'sources': ['engine/kernels-amx.cpp'],
      'conditions': [['target_arch=="x64"', {'cflags_cc': ['-mamx-tile', '-mamx-int8']}]],
    },
    {
      'target_name': 'engine_neon',
      'type': 'static_library',
      'sources': ['engine/kernels-neon.cpp'],
      # GCC moves loads so far ahead that it runs out of registers. Clang knows no such flag, and is not to mind.
      'conditions': [['target_arch=="arm64"', {'cflags_cc': ['-fno-schedule-insns', '-Wno-ignored-optimization-argument']}]],
    },
    {
      'target_name': 'engine_dotprod',
      'type': 'static_library',
      'sources': ['engine/kernels-dotprod.cpp'],
      'conditions': [['target_arch=="arm64"', {
        'cflags_cc': ['-march=armv8.2-a+dotprod', '-fno-schedule-insns', '-Wno-ignored-optimization-argument'],
        'xcode_settings': {'OTHER_CPLUSPLUSFLAGS': ['-march=armv8.2-a+dotprod']},
      }]],
    },
    {
      'target_name': 'engine_i8mm',
      'type': 'static_library',
      'sources': ['engine/kernels-i8mm.cpp'],
      'conditions': [['target_arch=="arm64"', {
        'cflags_cc': ['-march=armv8.2-a+dotprod+i8mm', '-fno-schedule-insns', '-Wno-ignored-optimization-argument'],
        'xcode_settings': {'OTHER_CPLUSPLUSFLAGS': ['-march=armv8.2-a+dotprod+i8mm']},
      }]],
    },
    {
      'target_name': 'farhand_engine',
      'dependencies': ['engine_avx2', 'engine_avx512', 'engine_amx', 'engine_neon', 'engine_dotprod', 'engine_i8mm'],
      'include_dirs': ['<!(node -p "require(\'node:path\').dirname(require.resolve(\'node-addon-api/package.json\'))")'],
      # Each takes some files of engine/ or binding/ together
      'sources': [
        'engine/kernels-plain.cpp',
        'units/binding.cpp',
        'units/files.cpp',
        'units/forward.cpp',
        'units/generation.cpp',
        'units/grammar.cpp',
        'units/text.cpp',
      ],
    },
  ],
}
