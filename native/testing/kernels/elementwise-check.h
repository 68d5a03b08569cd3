// What is done to every number by itself: conversion to halves, scaled sums, and the gate of a feed-forward network.
#pragma once

#include "../../engine/kernels.h"
#include "errors.h"

void checkElementwise(const farhand::Kernels& kernels, Errors& errors);
