package com.netflix.loadbalancer;

/** Stands in for Ribbon's ping that asks nobody. */
public class DummyPing implements IPing {}
