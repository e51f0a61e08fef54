package com.netflix.loadbalancer;

/** Stands in for Ribbon's interface. */
public interface IPing {}
